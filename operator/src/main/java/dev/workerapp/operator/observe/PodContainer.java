package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.MainContainer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod, as its kubelet reports it.
 *
 * @param kind what it is in its pod
 * @param status what the kubelet reports
 */
record PodContainer(Kind kind, ContainerStatus status) {

    /** Why a container waits whose pod is only being prepared (kubernetes, pkg/kubelet/kubelet_pods.go). */
    private static final Set<String> NORMAL_WAITING = Set.of("ContainerCreating", "PodInitializing");

    /** How the end of a container is reported that its runtime could not start: by containerd, and by cri-dockerd. */
    private static final Set<String> NEVER_STARTED = Set.of("StartError", "ContainerCannotRun");

    /** How the kubelet reports an end that it has not seen; it has then counted the restart already. */
    private static final String END_NOT_SEEN = "ContainerStatusUnknown";

    private static final Pattern BACK_OFF = Pattern.compile("back-off (?:(\\d{1,6})m)?(?:(\\d{1,6})s)? restarting");

    /** What a container is in its pod. */
    enum Kind {
        INIT("init container"),
        SIDECAR("sidecar container"),
        REGULAR("container");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** All containers of a pod of which something is reported, in the order in which they start. */
    static List<PodContainer> of(Pod pod) {
        if (pod.getStatus() == null) {
            return List.of();
        }
        Set<String> sidecars = Optional.ofNullable(pod.getSpec()).stream()
                .flatMap(spec -> list(spec.getInitContainers()))
                .filter(container -> "Always".equals(container.getRestartPolicy()))
                .map(Container::getName)
                .collect(Collectors.toSet());
        return Stream.concat(
                        list(pod.getStatus().getInitContainerStatuses())
                                .map(status -> new PodContainer(
                                        sidecars.contains(status.getName()) ? Kind.SIDECAR : Kind.INIT, status)),
                        list(pod.getStatus().getContainerStatuses())
                                .map(status -> new PodContainer(Kind.REGULAR, status)))
                .toList();
    }

    /** The main container, once something is reported of it. */
    static Optional<PodContainer> main(Pod pod) {
        return of(pod).stream().filter(PodContainer::isMain).findFirst();
    }

    boolean isMain() {
        return kind == Kind.REGULAR && MainContainer.isNamed(status.getName());
    }

    /** Its kind and name, for a person. */
    String words() {
        return kind.words + " " + status.getName();
    }

    boolean isReady() {
        return Boolean.TRUE.equals(status.getReady());
    }

    int restarts() {
        return Objects.requireNonNullElse(status.getRestartCount(), 0);
    }

    Optional<ContainerStateRunning> running() {
        return Optional.ofNullable(status.getState()).map(ContainerState::getRunning);
    }

    /** What the kubelet waits for that is not the usual way of a pod that starts. */
    Optional<ContainerStateWaiting> stuck() {
        return Optional.ofNullable(status.getState())
                .map(ContainerState::getWaiting)
                .filter(waiting -> waiting.getReason() != null && !NORMAL_WAITING.contains(waiting.getReason()));
    }

    /** Whether the kubelet waits for a while before it starts the container again. */
    boolean isInBackOff() {
        return stuck().filter(waiting -> "CrashLoopBackOff".equals(waiting.getReason()))
                .isPresent();
    }

    /**
     * How long after its last end the kubelet starts it again, as it says itself: "back-off 1m20s restarting failed
     * container=worker …" (kubernetes, pkg/kubelet/kuberuntime, doBackOff).
     */
    Optional<Duration> pause() {
        return stuck().filter(_ -> isInBackOff())
                .map(waiting -> BACK_OFF.matcher(Objects.requireNonNullElse(waiting.getMessage(), "")))
                .filter(Matcher::lookingAt)
                .map(said -> Duration.ofMinutes(number(said.group(1))).plusSeconds(number(said.group(2))));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** How it ended last, if it did. */
    Optional<ContainerStateTerminated> lastEnd() {
        return terminated(status.getState()).or(() -> terminated(status.getLastState()));
    }

    /** The runs that are still reported: the present one, and the one before. */
    Stream<ContainerState> runs() {
        return Stream.of(Optional.ofNullable(status.getState()), Optional.ofNullable(status.getLastState()))
                .flatMap(Optional::stream)
                .filter(state ->
                        !terminated(state).filter(PodContainer::neverStarted).isPresent());
    }

    /** Whether its runtime could not start it when it was last to run. */
    boolean couldNotStart() {
        return running().isEmpty()
                && lastEnd().filter(PodContainer::neverStarted).isPresent();
    }

    /**
     * How often it has ended by itself. The kubelet counts a restart only when it has started the container again, so one
     * that has ended and is not running yet has ended once more than that. A container that its runtime can't start has
     * not ended by itself, and an init container that has done its work has not failed.
     *
     * <p>What the kubelet itself ends and starts again is counted too, since the status does not say it: after a liveness
     * probe failed, for a new size of the container, and when its node starts again.
     *
     * @param onRequest whether the pod ends on request, so that its last end is none of its own
     */
    int ends(boolean onRequest) {
        return couldNotStart() ? 0 : restarts() + (!onRequest && hasEnded() ? 1 : 0);
    }

    /** The same, without the last end where the kubelet has not seen it and has counted it. */
    int seenEnds(boolean onRequest) {
        boolean isCounted = running().isPresent()
                && lastEnd().filter(end -> END_NOT_SEEN.equals(end.getReason())).isPresent();
        return Math.max(0, ends(onRequest) - (isCounted ? 1 : 0));
    }

    /** Whether it has ended by itself and is not running again. */
    boolean hasEnded() {
        boolean isDone = kind == Kind.INIT
                && terminated(status.getState())
                        .filter(end -> Objects.equals(end.getExitCode(), 0))
                        .isPresent();
        boolean isDown = terminated(status.getState()).isPresent() || stuck().isPresent();
        return isDown
                && !isDone
                && lastEnd()
                        .filter(end -> !END_NOT_SEEN.equals(end.getReason()))
                        .isPresent();
    }

    private static boolean neverStarted(ContainerStateTerminated end) {
        return end.getReason() != null && NEVER_STARTED.contains(end.getReason());
    }

    private static Optional<ContainerStateTerminated> terminated(@Nullable ContainerState state) {
        return Optional.ofNullable(state).map(ContainerState::getTerminated);
    }

    private static <T> Stream<T> list(@Nullable List<T> list) {
        return Stream.ofNullable(list).flatMap(List::stream);
    }
}
