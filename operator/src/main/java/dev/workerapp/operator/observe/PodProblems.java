package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.Pods;
import dev.workerapp.operator.desired.StopSignal;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the scheduler, the kubelet and others say is wrong with a pod, in their words. The first that applies, from what
 * ends a pod to what only keeps it from being ready.
 */
final class PodProblems {

    private PodProblems() {}

    static Optional<Problem> of(Pod pod, NodeState node, PodEvents.Seen events) {
        if (Pods.isTerminal(pod) || Pods.isEnding(pod)) {
            return PodEnd.of(pod).or(() -> onLostNode(node));
        }
        if (PodReader.isReady(pod)) {
            return ofSignal(pod);
        }
        return onLostNode(node)
                .or(() -> ContainerProblems.of(pod))
                .or(() -> ofSignal(pod))
                .or(() -> unscheduled(pod))
                .or(() -> ReadinessProblems.of(pod, events.of(pod)))
                .map(Advice::with);
    }

    private static Optional<Problem> onLostNode(NodeState node) {
        return node.lost().map(lost -> new Problem(Reason.NODE_LOST, lost));
    }

    /** That the worker runs and would end by another signal than it asks for; the kubelet tells as soon as it runs. */
    static Optional<Problem> ofSignal(Pod pod) {
        return PodContainer.main(pod)
                .filter(container -> container.running().isPresent())
                .flatMap(container -> StopSignal.ignoredFor(pod, container.status()));
    }

    static boolean isUnschedulable(Pod pod) {
        return notScheduled(pod)
                .filter(condition -> "Unschedulable".equals(condition.getReason()))
                .isPresent();
    }

    /** Also for another reason than that no node fits: a scheduling gate, or the scheduler's own error. */
    private static Optional<Problem> unscheduled(Pod pod) {
        return notScheduled(pod)
                .map(condition -> Stream.of(condition.getMessage(), condition.getReason())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(Reason.UNSCHEDULABLE.sentence()))
                .map(message -> new Problem(Reason.UNSCHEDULABLE, message));
    }

    private static Optional<PodCondition> notScheduled(Pod pod) {
        return PodConditions.of(pod, PodConditions.SCHEDULED).filter(PodConditions::isFalse);
    }
}
