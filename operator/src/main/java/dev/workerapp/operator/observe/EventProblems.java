package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the Events of a pod in trouble say that its status does not. */
final class EventProblems {

    /** By the kubelet and the controller that attaches volumes (kubernetes, pkg/kubelet/events). */
    private static final Set<String> VOLUME = Set.of(
            "FailedMount",
            "FailedAttachVolume",
            "FailedMapVolume",
            "FailedMountOnFilesystemMismatch",
            "VolumeResizeFailed",
            "FileSystemResizeFailed");

    private static final Set<String> SANDBOX =
            Set.of("FailedCreatePodSandBox", "FailedPodSandBoxStatus", "NetworkNotReady");

    private static final String PROBE = "Unhealthy";

    /** The kubelet's second word of a volume, which only names it; the first one says why. */
    private static final String NO_CAUSE = "Unable to attach or mount volumes";

    /** From the first failed probe until the pod is not ready: thresholds and periods are small numbers of seconds. */
    private static final Duration THRESHOLD = Duration.ofMinutes(1);

    private EventProblems() {}

    /** What keeps a pod from running whose main container has never run; empty if nothing is known to. */
    static Optional<Problem> ofStart(Pod pod, List<PodEvent> events) {
        boolean hasSandbox = PodConditions.of(pod, PodConditions.SANDBOX)
                .filter(PodConditions::isTrue)
                .isPresent();
        List<PodEvent> warnings = events.stream()
                .filter(PodEvent::isWarning)
                // The scheduler's words are in a condition, and what comes before the sandbox is over when it is there.
                .filter(event -> !event.reason().equals("FailedScheduling")
                        && !event.reason().equals(PROBE))
                .filter(event -> !hasSandbox || (!VOLUME.contains(event.reason()) && !SANDBOX.contains(event.reason())))
                .toList();
        return warnings.stream()
                .filter(event -> !event.note().startsWith(NO_CAUSE))
                .findFirst()
                .or(() -> warnings.stream().findFirst())
                .map(event -> new Problem(kind(event), event.words()))
                .or(() -> pulling(events))
                .or(() -> withoutSandbox(pod));
    }

    private static Reason kind(PodEvent event) {
        if (VOLUME.contains(event.reason())) {
            return Reason.VOLUME;
        }
        return SANDBOX.contains(event.reason()) ? Reason.SANDBOX : Reason.STARTING;
    }

    private static Optional<Problem> pulling(List<PodEvent> events) {
        return events.stream()
                .findFirst()
                .filter(event -> event.reason().equals("Pulling"))
                .map(event -> new Problem(Reason.STARTING, event.note()));
    }

    private static Optional<Problem> withoutSandbox(Pod pod) {
        return PodConditions.of(pod, PodConditions.SANDBOX)
                .filter(PodConditions::isFalse)
                .map(condition -> new Problem(
                        Reason.STARTING,
                        "node " + pod.getSpec().getNodeName()
                                + " has not set up the pod's volumes and network address yet"));
    }

    /** What the probes of containers that are not ready were answered, by container. */
    static Optional<String> ofProbes(Pod pod, List<PodEvent> events) {
        Set<String> unready = PodContainer.of(pod).stream()
                .filter(container -> !container.isReady())
                .map(container -> container.status().getName())
                .collect(Collectors.toSet());
        return events.stream()
                .filter(event -> event.reason().equals(PROBE) && isOfNow(pod, event))
                .filter(event -> event.container().filter(unready::contains).isPresent())
                .findFirst()
                .map(event -> "container " + event.container().orElseThrow() + ": " + event.note());
    }

    /** Not of an earlier time at which the pod was not ready. Both times are its kubelet's. */
    private static boolean isOfNow(Pod pod, PodEvent event) {
        return !PodReader.wasReady(pod)
                || PodConditions.of(pod, PodConditions.READY)
                        .flatMap(ready -> ApiTimes.parse(ready.getLastTransitionTime()))
                        .filter(since -> event.at().isBefore(since.minus(THRESHOLD)))
                        .isEmpty();
    }
}
