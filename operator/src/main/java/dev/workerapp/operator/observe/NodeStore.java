package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The informer's store of nodes, which keeps only what {@link NodeDrain}, {@link NodeLoss} and {@link NodeCount} read.
 * Thread-safe.
 */
final class NodeStore extends BasicItemStore<Node> {

    NodeStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public @Nullable Node put(String key, Node node) {
        return super.put(
                key,
                new NodeBuilder()
                        .withNewMetadata()
                        .withName(node.getMetadata().getName())
                        .withUid(node.getMetadata().getUid())
                        .withResourceVersion(node.getMetadata().getResourceVersion())
                        .withLabels(node.getMetadata().getLabels())
                        .endMetadata()
                        .withNewSpec()
                        .withUnschedulable(node.getSpec().getUnschedulable())
                        .withTaints(node.getSpec().getTaints())
                        .endSpec()
                        .withNewStatus()
                        .withCapacity(NodeCount.processors(node)
                                .map(cpu -> Map.of(NodeCount.CPU, cpu))
                                .orElse(Map.of()))
                        .withConditions(NodeLoss.ready(node).map(List::of).orElse(List.of()))
                        .endStatus()
                        .build());
    }

    /** Whether pods must be looked at again; not for a heartbeat, nor for another sentence about a node that is lost. */
    static boolean differ(Node before, Node after) {
        return !Objects.equals(
                        before.getSpec().getUnschedulable(), after.getSpec().getUnschedulable())
                || !before.getSpec().getTaints().equals(after.getSpec().getTaints())
                || NodeLoss.of(before).isPresent() != NodeLoss.of(after).isPresent()
                || !NodeLoss.wellSince(before).equals(NodeLoss.wellSince(after))
                || !NodeLoss.lostSince(before).equals(NodeLoss.lostSince(after))
                || !NodeCount.processors(before).equals(NodeCount.processors(after))
                || !Objects.equals(
                        before.getMetadata().getLabels(), after.getMetadata().getLabels());
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
