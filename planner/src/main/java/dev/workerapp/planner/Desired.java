package dev.workerapp.planner;

/**
 * What the app asks for.
 *
 * @param instances workers wanted, zero or more; ignored while {@code suspended}
 * @param suspended whether all workers are to be stopped and everything else kept
 * @param revision the revision that the spec asks for; it is always among {@link Observed#revisions()}
 * @param readiness when a worker counts
 * @param reload how a reload goes
 * @param undo the request to go back to an earlier revision
 * @param restart what the ends of workers lead to
 * @param resetToken the token by which it asks to forget crashes and marks of slots; empty if it does not
 * @param recycle when workers are replaced though nothing forces it
 */
public record Desired(
        int instances,
        boolean suspended,
        String revision,
        ReadinessPolicy readiness,
        ReloadPolicy reload,
        UndoRequest undo,
        RestartPolicy restart,
        String resetToken,
        RecyclePolicy recycle) {

    /** Nobody asks to go back, workers are started again whatever they end of, and replaced only if they have to be. */
    public Desired(int instances, boolean suspended, String revision, ReadinessPolicy readiness, ReloadPolicy reload) {
        this(
                instances,
                suspended,
                revision,
                readiness,
                reload,
                UndoRequest.NONE,
                RestartPolicy.NONE,
                "",
                RecyclePolicy.NONE);
    }

    /** The same with a request to go back to an earlier revision. */
    public Desired undoing(UndoRequest request) {
        return new Desired(instances, suspended, revision, readiness, reload, request, restart, resetToken, recycle);
    }
}
