package dev.workerapp.planner;

/**
 * What the app asks for.
 *
 * @param instances workers wanted, zero or more; ignored while {@code suspended}
 * @param suspended whether all workers are to be stopped and everything else kept
 * @param revision the revision that the spec asks for; it is always among {@link Observed#revisions()}
 * @param readiness when a worker counts
 * @param reload how a reload goes
 */
public record Desired(
        int instances, boolean suspended, String revision, ReadinessPolicy readiness, ReloadPolicy reload) {}
