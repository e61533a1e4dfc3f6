package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.desired.OtherContent;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which workers of the revision that is asked for may run with another content than it has: content that changed and came
 * back is no other revision, so their label does not show it. They are replaced. Pure.
 */
public final class OutdatedContent {

    private OutdatedContent() {}

    /** What each pod is to be replaced for. */
    public static Function<Pod, Set<Reason>> of(StoredRevision asked, Instant now) {
        OtherContent other = asked.otherContent();
        if (other.settledAt().isEmpty()) {
            return _ -> Set.of();
        }
        return pod -> Ownership.label(pod, Names.REVISION)
                .filter(asked.name()::equals)
                .flatMap(_ -> startedAt(pod))
                .filter(started -> other.isOutdated(started, now))
                .map(_ -> Set.of(Reason.CONFIG_OUTDATED))
                .orElse(Set.of());
    }

    /** When the main container was started that runs now. */
    private static Optional<Instant> startedAt(Pod pod) {
        PodTimes times = new PodTimes(pod);
        return PodContainer.main(pod)
                .map(PodContainer::status)
                .map(ContainerStatus::getState)
                .map(ContainerState::getRunning)
                .map(ContainerStateRunning::getStartedAt)
                .flatMap(times::bounded);
    }
}
