package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The informer's store of nodes, which keeps only what {@link NodeDrain} reads. Thread-safe. */
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
                        .endMetadata()
                        .withNewSpec()
                        .withUnschedulable(node.getSpec().getUnschedulable())
                        .withTaints(node.getSpec().getTaints())
                        .endSpec()
                        .build());
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
