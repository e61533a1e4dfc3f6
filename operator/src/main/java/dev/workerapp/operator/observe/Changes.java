package dev.workerapp.operator.observe;

import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of an object ask for a pass: those of what a pass reads of it. A pass that is asked for by anything else
 * would find nothing new.
 */
final class Changes {

    private Changes() {}

    /** What a pass reads of a pod, whatever its node says later: a node asks for a pass by itself. */
    private record PodAsRead(
            Identity identity, Optional<Worker> worker, Optional<UnreadyPod> trouble, boolean hasSandbox) {

        static PodAsRead of(Pod pod, NodeState node) {
            return new PodAsRead(
                    Identity.of(pod),
                    PodReader.read(pod, node, PodEvents.Seen.NOTHING, Set.of()),
                    UnreadyPod.of(pod, Duration.ZERO),
                    PodConditions.hasSandbox(pod));
        }
    }

    private record Identity(
            String uid,
            @Nullable Map<String, String> labels,
            @Nullable List<OwnerReference> owners,
            boolean ending) {

        static Identity of(HasMetadata object) {
            ObjectMeta metadata = object.getMetadata();
            return new Identity(
                    metadata.getUid(),
                    metadata.getLabels(),
                    metadata.getOwnerReferences(),
                    metadata.getDeletionTimestamp() != null);
        }
    }

    /**
     * Of a pod: what makes it another worker. Not that it was given a node or an address, or that a probe was asked again.
     *
     * @param node how the pod's node is now
     */
    static OnUpdateFilter<Pod> ofWorkers(Function<Pod, NodeState> node) {
        return (now, before) -> !PodAsRead.of(now, node.apply(now)).equals(PodAsRead.of(before, node.apply(before)));
    }

    /** Of an object that the operator keeps as it should be: all but its status. */
    static <R extends HasMetadata> OnUpdateFilter<R> ofSpec(Function<R, ?> spec) {
        return (now, before) -> !Identity.of(now).equals(Identity.of(before))
                || !Objects.equals(spec.apply(now), spec.apply(before))
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations());
    }
}
