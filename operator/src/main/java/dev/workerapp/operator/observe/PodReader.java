package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads a pod as a worker. */
public final class PodReader {

    private PodReader() {}

    /**
     * The worker that a pod is, or nothing if its labels do not name a slot, a revision and an incarnation.
     *
     * @param onDrainedNode whether it is to leave its node
     */
    public static Optional<Worker> read(Pod pod, boolean onDrainedNode) {
        OptionalInt slot = number(pod, Names.SLOT);
        OptionalInt incarnation = number(pod, Names.INCARNATION);
        Optional<String> revision = Ownership.label(pod, Names.REVISION);
        if (slot.isEmpty() || incarnation.isEmpty() || revision.isEmpty()) {
            return Optional.empty();
        }
        Instant createdAt = time(pod.getMetadata().getCreationTimestamp());
        Optional<PodCondition> ready = condition(pod, "Ready");
        Optional<ContainerStatus> container = mainContainer(pod);
        return Optional.of(new Worker(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                slot.getAsInt(),
                revision.get(),
                incarnation.getAsInt(),
                createdAt,
                container.flatMap(PodReader::firstRanAt),
                ready.filter(PodReader::isTrue).isPresent()
                        && PodProblems.ofSignal(pod).isEmpty(),
                ready.map(PodCondition::getLastTransitionTime)
                        .map(PodReader::time)
                        .orElse(createdAt),
                pod.getMetadata().getDeletionTimestamp() != null,
                isTerminal(pod),
                containers(pod).anyMatch(PodReader::crashLoops),
                PodProblems.isUnschedulable(pod),
                onDrainedNode,
                false,
                container.map(ContainerStatus::getRestartCount).orElse(0),
                history(pod, ready),
                PodProblems.of(pod)));
    }

    private static CrashHistory history(Pod pod, Optional<PodCondition> ready) {
        int exits = containers(pod)
                .mapToInt(container -> container.getRestartCount() == null ? 0 : container.getRestartCount())
                .sum();
        return new CrashHistory(
                annotation(pod, Names.ATTEMPT).orElse(0),
                annotation(pod, Names.EXITS).orElse(0) + exits,
                annotation(pod, Names.EXITS_WHEN_AVAILABLE),
                ready.filter(condition -> wasReady(pod, condition)).isPresent());
    }

    /** A pod that was never ready has this condition since the kubelet took it; the two times are written at once. */
    private static boolean wasReady(Pod pod, PodCondition ready) {
        String taken = pod.getStatus().getStartTime();
        return isTrue(ready)
                || (taken != null
                        && ready.getLastTransitionTime() != null
                        && time(ready.getLastTransitionTime())
                                .isAfter(time(taken).plusSeconds(1)));
    }

    private static OptionalInt annotation(Pod pod, String name) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(name))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt number(Pod pod, String label) {
        return Ownership.label(pod, label)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    private static boolean isTerminal(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    /** The earliest start that the pod still shows: of the container that runs, or of the one that ran before. */
    private static Optional<Instant> firstRanAt(ContainerStatus container) {
        return Stream.of(container.getState(), container.getLastState())
                .filter(Objects::nonNull)
                .flatMap(PodReader::starts)
                .min(Instant::compareTo);
    }

    private static Stream<Instant> starts(ContainerState state) {
        return Stream.concat(
                        Stream.ofNullable(state.getRunning()).map(running -> running.getStartedAt()),
                        Stream.ofNullable(state.getTerminated()).map(terminated -> terminated.getStartedAt()))
                .filter(Objects::nonNull)
                .map(PodReader::time);
    }

    private static boolean crashLoops(ContainerStatus container) {
        return container.getState() != null
                && container.getState().getWaiting() != null
                && "CrashLoopBackOff".equals(container.getState().getWaiting().getReason());
    }

    static Optional<ContainerStatus> mainContainer(Pod pod) {
        return containers(pod)
                .filter(container -> Names.CONTAINER.equals(container.getName()))
                .findFirst();
    }

    /** The states of all containers, those that come first included. */
    static Stream<ContainerStatus> containers(Pod pod) {
        if (pod.getStatus() == null) {
            return Stream.empty();
        }
        return Stream.concat(
                list(pod.getStatus().getInitContainerStatuses()).stream(),
                list(pod.getStatus().getContainerStatuses()).stream());
    }

    static Optional<PodCondition> condition(Pod pod, String type) {
        return Optional.ofNullable(pod.getStatus()).stream()
                .flatMap(status -> list(status.getConditions()).stream())
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static boolean isTrue(PodCondition condition) {
        return "True".equals(condition.getStatus());
    }

    private static <T> List<T> list(@org.jspecify.annotations.Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
