package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.ApiTimes;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a node is lost: its Ready condition is not True, so its kubelet can't run pods, or has not been heard of. A node
 * without the condition has not been heard of yet.
 */
final class NodeLoss {

    private NodeLoss() {}

    /** What is wrong with the node, in the words of its kubelet or of the node controller; empty while it is ready. */
    static Optional<String> of(Node node) {
        Optional<NodeCondition> ready = ready(node);
        return ready.filter(NodeLoss::isTrue).isPresent()
                ? Optional.empty()
                : Optional.of("node " + node.getMetadata().getName() + " is not ready"
                        + ready.map(NodeCondition::getMessage)
                                .filter(message -> !message.isBlank())
                                .map(message -> ": " + message)
                                .orElse(""));
    }

    /** Since when the node is ready, by its own clock; empty while it is not. */
    static Optional<Instant> wellSince(Node node) {
        return ready(node).filter(NodeLoss::isTrue).flatMap(ready -> ApiTimes.parse(ready.getLastTransitionTime()));
    }

    /** Since when the node is not ready, by its own clock; empty while it is, or where that is unknown. */
    static Optional<Instant> lostSince(Node node) {
        return ready(node)
                .filter(ready -> !isTrue(ready))
                .flatMap(ready -> ApiTimes.parse(ready.getLastTransitionTime()));
    }

    private static boolean isTrue(NodeCondition condition) {
        return "True".equals(condition.getStatus());
    }

    /** A pod's node that does not exist any more. */
    static String gone(String node) {
        return "node " + node + " does not exist any more";
    }

    static Optional<NodeCondition> ready(Node node) {
        return Optional.ofNullable(node.getStatus()).stream()
                .flatMap(status -> Stream.ofNullable(status.getConditions()))
                .flatMap(conditions -> conditions.stream())
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
    }
}
