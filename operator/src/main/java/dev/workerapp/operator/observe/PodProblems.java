package dev.workerapp.operator.observe;

import dev.workerapp.operator.desired.StopSignal;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the scheduler and the kubelet say is wrong with a pod, in their words. */
final class PodProblems {

    /** Why a container waits when its image can't be had: the kubelet's words (kubernetes/pkg/kubelet/images). */
    private static final Set<String> IMAGE = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable");

    /** Why it waits when the runtime can't make it (kubernetes/pkg/kubelet/kuberuntime). */
    private static final Set<String> CONFIG = Set.of(
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "PreCreateHookError",
            "PreStartHookError",
            "PostStartHookError");

    private PodProblems() {}

    static Optional<Problem> of(Pod pod) {
        return PodReader.containers(pod)
                .flatMap(container -> of(container).stream())
                .findFirst()
                .or(() -> ofSignal(pod))
                .or(() -> unscheduled(pod)
                        .map(condition -> new Problem(
                                Reason.UNSCHEDULABLE, Objects.requireNonNullElse(condition.getMessage(), ""))));
    }

    /** That the worker runs and would end by another signal than it asks for; the kubelet tells as soon as it runs. */
    static Optional<Problem> ofSignal(Pod pod) {
        return PodReader.mainContainer(pod)
                .filter(container ->
                        container.getState() != null && container.getState().getRunning() != null)
                .flatMap(container -> StopSignal.ignoredFor(pod, container));
    }

    static boolean isUnschedulable(Pod pod) {
        return unscheduled(pod).isPresent();
    }

    private static Optional<PodCondition> unscheduled(Pod pod) {
        return PodReader.condition(pod, "PodScheduled")
                .filter(condition ->
                        "False".equals(condition.getStatus()) && "Unschedulable".equals(condition.getReason()));
    }

    private static Optional<Problem> of(ContainerStatus container) {
        ContainerStateWaiting waiting =
                container.getState() == null ? null : container.getState().getWaiting();
        if (waiting == null || waiting.getReason() == null) {
            return Optional.empty();
        }
        String reason = waiting.getReason();
        String message = reason + ": " + Objects.requireNonNullElse(waiting.getMessage(), "no more is known");
        if (IMAGE.contains(reason)) {
            return Optional.of(new Problem(Reason.IMAGE_PULL, message));
        }
        if (CONFIG.contains(reason)) {
            return Optional.of(new Problem(Reason.CONTAINER_CONFIG, message));
        }
        if (reason.equals("CrashLoopBackOff")) {
            return Optional.of(new Problem(Reason.CRASH_LOOP, lastEnd(container)));
        }
        return Optional.empty();
    }

    /** How the container ended last; the kubelet's own message has a wait in it that grows, and would never stand still. */
    private static String lastEnd(ContainerStatus container) {
        return Optional.ofNullable(container.getLastState())
                .map(ContainerState::getTerminated)
                .map(PodProblems::ending)
                .orElse("container " + container.getName() + " ends again and again");
    }

    private static String ending(ContainerStateTerminated end) {
        String signal = end.getExitCode() != null && end.getExitCode() > 128
                ? " (signal " + (end.getExitCode() - 128) + ")"
                : "";
        String message = end.getMessage() == null || end.getMessage().isBlank()
                ? ""
                : ": " + end.getMessage().strip();
        return "the container ended with exit code " + end.getExitCode() + signal + ", "
                + Objects.requireNonNullElse(end.getReason(), "Error") + message;
    }
}
