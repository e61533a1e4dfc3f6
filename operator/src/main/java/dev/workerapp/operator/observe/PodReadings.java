package dev.workerapp.operator.observe;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The workers that pods are, each version of a pod read once: a pass looks again after each of its writes, and most pods are
 * then as they were. Nodes, Events and what workers use are those of the pass's first look. For one pass; not thread-safe.
 */
public final class PodReadings {

    private final IdentityHashMap<Pod, Optional<Worker>> read = new IdentityHashMap<>();
    private final Function<Pod, NodeState> nodes;
    private final PodEvents.Seen events;
    private final List<Function<Pod, Set<Reason>>> due;

    /**
     * Readings of a pass.
     *
     * @param nodes how the node of a pod is
     * @param events the Events of pods in trouble
     * @param due what the worker of a pod is to be replaced for, as far as its pod and its node do not say it
     */
    public PodReadings(Function<Pod, NodeState> nodes, PodEvents.Seen events, List<Function<Pod, Set<Reason>>> due) {
        this.nodes = nodes;
        this.events = events;
        this.due = List.copyOf(due);
    }

    /** The worker that a pod is, or nothing, as {@link PodReader} says. */
    Optional<Worker> of(Pod pod) {
        return read.computeIfAbsent(pod, unread -> PodReader.read(unread, nodes.apply(unread), events, due(unread)));
    }

    private Set<Reason> due(Pod pod) {
        return due.stream().flatMap(some -> some.apply(pod).stream()).collect(Collectors.toSet());
    }
}
