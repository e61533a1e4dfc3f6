package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.Pods;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a pod has ended for good, or is ending. The kubelet gives a reason and a sentence when it refuses or ends a whole
 * pod (kubernetes, pkg/kubelet: lifecycle/predicate.go, eviction, preemption, nodeshutdown); whoever else is about to end
 * one says so in a condition.
 */
final class PodEnd {

    /** What the kubelet's sentence begins with when it does not admit a pod (kubernetes, pkg/kubelet/kubelet.go). */
    private static final String REFUSED = "Pod was rejected";

    private PodEnd() {}

    /** Empty for a pod that is ending because it was deleted, and no more is said of it. */
    static Optional<Problem> of(Pod pod) {
        boolean terminal = Pods.isTerminal(pod);
        Optional<String> reason =
                text(pod.getStatus() == null ? null : pod.getStatus().getReason());
        Optional<Problem> disruption = disruption(pod);
        if (!terminal) {
            return disruption;
        }
        Optional<String> message = text(pod.getStatus().getMessage());
        return reason.map(word -> new Problem(kind(word, message.orElse("")), sentence(reason, message)))
                .or(() -> disruption)
                .or(() -> message.map(said -> new Problem(Reason.TERMINAL, said)))
                .or(() -> Optional.of(new Problem(Reason.TERMINAL, lastEnds(pod))));
    }

    private static Reason kind(String reason, String message) {
        return switch (reason) {
            case "Evicted" -> Reason.EVICTED;
            case "Preempting", "Preempted" -> Reason.PREEMPTED;
            case "DeadlineExceeded" -> Reason.DEADLINE_EXCEEDED;
            // The node controller's word, and the kubelet's two for a node that shuts down.
            case "NodeLost", "NodeShutdown", "Terminated" -> Reason.NODE_LOST;
            // What a pod asks of its node and the scheduler was not asked about, or had other news of.
            case "NodeAffinity",
                    "NodeName",
                    "NodePorts",
                    "NodeUnschedulable",
                    "SysctlForbidden",
                    "AppArmor",
                    "TopologyAffinityError",
                    "UnexpectedAdmissionError" -> Reason.POD_REFUSED;
            default -> message.startsWith(REFUSED) || reason.startsWith("OutOf") ? Reason.POD_REFUSED : Reason.TERMINAL;
        };
    }

    private static Optional<Problem> disruption(Pod pod) {
        return PodConditions.of(pod, PodConditions.DISRUPTION)
                .filter(PodConditions::isTrue)
                .map(condition -> new Problem(
                        kind(condition), sentence(text(condition.getReason()), text(condition.getMessage()))));
    }

    /** The reasons of a DisruptionTarget condition (kubernetes, api/core/v1: PodReason…). */
    private static Reason kind(PodCondition disruption) {
        return switch (text(disruption.getReason()).orElse("")) {
            case "PreemptionByScheduler" -> Reason.PREEMPTED;
            case "DeletionByPodGC" -> Reason.NODE_LOST;
            default -> Reason.EVICTED;
        };
    }

    private static String sentence(Optional<String> reason, Optional<String> message) {
        return Stream.of(reason, message).flatMap(Optional::stream).collect(Collectors.joining(": "));
    }

    private static String lastEnds(Pod pod) {
        PodStatus status = pod.getStatus();
        String ends = PodContainer.of(pod).stream()
                .flatMap(
                        container -> container
                                .lastEnd()
                                .map(end -> container.words() + " ended with " + ContainerProblems.code(end))
                                .stream())
                .collect(Collectors.joining(", "));
        return "the pod is in phase " + status.getPhase() + (ends.isEmpty() ? "" : ": " + ends);
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
