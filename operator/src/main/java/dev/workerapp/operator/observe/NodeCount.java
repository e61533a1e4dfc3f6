package dev.workerapp.operator.observe;

import dev.workerapp.crd.AutoInstances;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How many workers the nodes of a cluster come to, as {@code autoInstances} says. A node is counted if the workers may come
 * to it: nobody empties it, they tolerate its taints, and it is one that they select. One that is not ready is counted for a
 * while longer.
 *
 * @param number the number, within the bounds of the spec
 * @param until when time alone may change it; empty if it can't
 */
public record NodeCount(int number, Optional<Instant> until) {

    static final String CPU = "cpu";

    /**
     * Counts.
     *
     * @param worker a pod like those of the app's workers
     * @param nodes all nodes
     */
    static NodeCount of(AutoInstances policy, Pod worker, Stream<Node> nodes, Instant now) {
        Duration quiet = Duration.ofSeconds(policy.quietSeconds());
        Predicate<Node> isThere = node -> NodeLoss.lostSince(node)
                .filter(since -> !now.isBefore(since.plus(quiet)))
                .isEmpty();
        List<Node> counted = nodes.filter(
                        node -> NodeDrain.isOpenTo(worker, node) && !NodeDrain.isToBeAvoided(worker, node))
                .filter(node -> NodeSelection.selects(worker, node))
                .filter(node -> NodeLoss.ready(node).isPresent())
                .filter(isThere)
                .toList();
        long number =
                switch (policy.per()) {
                    case Core ->
                        counted.stream()
                                .mapToLong(node -> ofNode(node, policy.minus()))
                                .sum();
                    case Node -> (long) counted.size() - policy.minus();
                };
        return new NodeCount(
                Math.clamp(number, policy.min(), policy.max()),
                counted.stream()
                        .flatMap(node -> NodeLoss.lostSince(node).stream())
                        .map(since -> since.plus(quiet))
                        .min(Comparator.naturalOrder()));
    }

    /** By capacity and not by what is allocatable: of four processors a kubelet reserves a part of one. */
    private static long ofNode(Node node, int minus) {
        long whole = processors(node)
                .map(cpu -> cpu.getNumericalAmount().longValue())
                .orElse(0L);
        return Math.max(1, whole - minus);
    }

    /** The processors that a node has; empty if it does not say. */
    static Optional<Quantity> processors(Node node) {
        return Optional.ofNullable(node.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getCapacity()))
                .flatMap(capacity -> Optional.ofNullable(capacity.get(CPU)));
    }
}
