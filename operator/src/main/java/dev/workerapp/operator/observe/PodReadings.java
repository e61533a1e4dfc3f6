package dev.workerapp.operator.observe;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The workers that pods are, each version of a pod read once: a pass looks again after each of its writes, and most pods are
 * then as they were. Nodes, Events and what workers use are those of the pass's first look. For one pass; not thread-safe.
 */
public final class PodReadings {

    private final IdentityHashMap<Pod, Optional<Worker>> read = new IdentityHashMap<>();
    private final Function<Pod, NodeState> nodes;
    private final PodEvents.Seen events;
    private final Function<Pod, Set<Reason>> exceeded;

    /**
     * Readings of a pass.
     *
     * @param nodes how the node of a pod is
     * @param events the Events of pods in trouble
     * @param exceeded what the worker of a pod is over, of that which it was asked for
     */
    public PodReadings(Function<Pod, NodeState> nodes, PodEvents.Seen events, Function<Pod, Set<Reason>> exceeded) {
        this.nodes = nodes;
        this.events = events;
        this.exceeded = exceeded;
    }

    /** The worker that a pod is, or nothing, as {@link PodReader} says. */
    Optional<Worker> of(Pod pod) {
        return read.computeIfAbsent(
                pod, unread -> PodReader.read(unread, nodes.apply(unread), events, exceeded.apply(unread)));
    }
}
