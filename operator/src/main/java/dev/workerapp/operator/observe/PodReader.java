package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.api.Pods;
import dev.workerapp.operator.desired.RecycleMarks;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a pod as a worker. */
public final class PodReader {

    private PodReader() {}

    /** The worker that a pod is by itself, whatever its node and its Events say. */
    public static Optional<Worker> read(Pod pod) {
        return read(pod, NodeState.UNKNOWN, PodEvents.Seen.NOTHING, Set.of());
    }

    /**
     * The worker that a pod is, or nothing if its labels do not name a slot, a revision and an incarnation.
     *
     * @param node how its node is
     * @param events the Events of pods in trouble
     * @param known what it is to be replaced for, as far as its pod and its node do not say it
     */
    static Optional<Worker> read(Pod pod, NodeState node, PodEvents.Seen events, Set<Reason> known) {
        OptionalInt slot = number(Ownership.label(pod, Names.SLOT));
        OptionalInt incarnation = number(Ownership.label(pod, Names.INCARNATION));
        Optional<String> revision = Ownership.label(pod, Names.REVISION);
        if (slot.isEmpty() || incarnation.isEmpty() || revision.isEmpty()) {
            return Optional.empty();
        }
        PodTimes times = new PodTimes(pod);
        List<PodContainer> containers = PodContainer.of(pod);
        boolean terminal = Pods.isTerminal(pod);
        boolean ready = isReady(pod) && PodProblems.ofSignal(pod).isEmpty();
        return Optional.of(new Worker(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                slot.getAsInt(),
                revision.get(),
                incarnation.getAsInt(),
                times.created(),
                times.firstRan().map(ran -> onWellNode(ran, node)),
                ready,
                changedAt(times, node, ready, terminal),
                Pods.isEnding(pod),
                terminal,
                containers.stream().anyMatch(PodContainer::isInBackOff),
                PodProblems.isUnschedulable(pod),
                due(pod, node, known),
                node.lost().isPresent(),
                PodContainer.main(pod).map(PodContainer::restarts).orElse(0),
                history(pod, containers),
                RecycleMarks.of(pod),
                PodProblems.of(pod, node, events)));
    }

    private static Set<Reason> due(Pod pod, NodeState node, Set<Reason> known) {
        Set<Reason> due = EnumSet.noneOf(Reason.class);
        due.addAll(known);
        if (node.draining()) {
            due.add(Reason.NODE_DRAINED);
        }
        if (isEvictionRequested(pod)) {
            due.add(Reason.EVICTION_REQUESTED);
        }
        if (isSet(pod, Names.RECYCLE)) {
            due.add(Reason.RECYCLE_REQUESTED);
        }
        return due;
    }

    /** Whether the pod's eviction was requested before; an empty annotation asks for nothing. */
    public static boolean isEvictionRequested(Pod pod) {
        return isSet(pod, Names.EVICTION_REQUESTED_AT);
    }

    private static boolean isSet(Pod pod, String annotation) {
        return Ownership.annotation(pod, annotation)
                .filter(value -> !value.isEmpty())
                .isPresent();
    }

    private static Instant changedAt(PodTimes times, NodeState node, boolean ready, boolean terminal) {
        if (terminal) {
            return times.ended();
        }
        return ready ? times.readyChanged() : onWellNode(times.readyChanged(), node);
    }

    /**
     * Nothing is known of what a pod did while its node was lost: what deadlines count from begins anew when the node is
     * well again, which is some seconds before its kubelet says how the pod is.
     */
    private static Instant onWellNode(Instant time, NodeState node) {
        return node.wellSince().filter(time::isBefore).orElse(time);
    }

    static boolean isReady(Pod pod) {
        return PodConditions.of(pod, PodConditions.READY)
                .filter(PodConditions::isTrue)
                .isPresent();
    }

    /**
     * Whether the pod has been ready at some time. The kubelet writes the pod's start time and the first value of its
     * conditions at once, each by another look at the clock and cut to the second; a condition that keeps its value keeps
     * its time. So one that is false since later was true before. What was ready for less than two seconds after its pod
     * was taken up is missed.
     */
    static boolean wasReady(Pod pod) {
        return PodConditions.of(pod, PodConditions.READY)
                .filter(ready -> PodConditions.isTrue(ready) || isFalseSinceLater(pod, ready))
                .isPresent();
    }

    private static boolean isFalseSinceLater(Pod pod, PodCondition ready) {
        Optional<Instant> since = ApiTimes.parse(ready.getLastTransitionTime());
        return ApiTimes.parse(pod.getStatus().getStartTime())
                .filter(taken -> since.filter(change -> change.isAfter(taken.plusSeconds(1)))
                        .isPresent())
                .isPresent();
    }

    /** A pod that is deleted is asked to end, and so is one that its kubelet ends as a whole. */
    private static CrashHistory history(Pod pod, List<PodContainer> containers) {
        boolean onRequest = Pods.isEnding(pod) || Pods.isTerminal(pod);
        int exits = containers.stream()
                .mapToInt(container -> container.ends(onRequest))
                .sum();
        return new CrashHistory(
                annotation(pod, Names.ATTEMPT).orElse(0),
                annotation(pod, Names.EXITS).orElse(0) + exits,
                annotation(pod, Names.EXITS_WHEN_AVAILABLE),
                wasReady(pod),
                PodRuns.of(pod, onRequest));
    }

    private static OptionalInt annotation(Pod pod, String name) {
        return number(Ownership.annotation(pod, name));
    }

    private static OptionalInt number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,9}"))
                .map(digits -> OptionalInt.of(Integer.parseInt(digits)))
                .orElse(OptionalInt.empty());
    }
}
