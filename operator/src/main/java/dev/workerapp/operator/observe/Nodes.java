package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.BoundedMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of the cluster, watched once for all namespaces. While they can't be watched the informer tries again, and
 * nothing is known of any node. Thread-safe.
 */
public final class Nodes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

    /** Far more than are deleted while pods of theirs are still there. */
    private static final int MOST_DELETED = 10_000;

    private final @Nullable SharedIndexInformer<Node> informer;
    private final Set<String> deleted =
            Collections.synchronizedSet(Collections.newSetFromMap(new BoundedMap<>(MOST_DELETED)));
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    private Nodes(@Nullable SharedIndexInformer<Node> informer) {
        this.informer = informer;
    }

    /** Nodes that are not watched. */
    public static Nodes unwatched() {
        return new Nodes(null);
    }

    /**
     * Starts to watch.
     *
     * @param informer an informer of nodes that has not started
     */
    public static Nodes watch(SharedIndexInformer<Node> informer) {
        Nodes nodes = new Nodes(informer);
        informer.itemStore(new NodeStore());
        informer.exceptionHandler((_, _) -> true);
        informer.addEventHandler(nodes.new Handler());
        informer.start();
        return nodes;
    }

    /** Waits until the nodes are known, or can't be for so long; where they are not to be watched it returns at once. */
    public void awaitKnown(Duration patience) throws InterruptedException {
        if (informer == null || informer.hasSynced()) {
            return;
        }
        try {
            informer.start().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("nodes can't be watched; until they can, workers do not leave nodes that are drained");
        }
    }

    /** Whether the nodes are to be watched and have been listed at least once. */
    public boolean areKnown() {
        return informer != null && informer.hasSynced();
    }

    /** Whether changes of nodes are seen now; true where nodes are not to be watched. */
    public boolean areWatched() {
        return informer == null || informer.isWatching();
    }

    /** The node of this name, if it is known. */
    Optional<Node> get(String name) {
        return informer == null
                ? Optional.empty()
                : Optional.ofNullable(informer.getStore().getByKey(name));
    }

    /** Whether the pod is to leave its node, because somebody empties it; false while nothing is known of the node. */
    public boolean areLeftBy(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getNodeName())
                .flatMap(this::get)
                .filter(node -> NodeDrain.isDraining(pod, node))
                .isPresent();
    }

    /**
     * Whether the node was there and has been deleted. Of a name that was never seen nothing is known: its node may have
     * joined a moment ago, or while nodes could not be watched.
     */
    boolean isDeleted(String name) {
        return deleted.contains(name);
    }

    /** All that are known. */
    Stream<Node> all() {
        return informer == null ? Stream.empty() : informer.getStore().list().stream();
    }

    /** Calls the listener with a node's name whenever pods on it must be looked at again. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Ends {@link #listen}. */
    void ignore(Consumer<String> listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        if (informer != null) {
            informer.close();
        }
    }

    private final class Handler implements ResourceEventHandler<Node> {

        @Override
        public void onAdd(Node node) {
            deleted.remove(node.getMetadata().getName());
            tell(node);
        }

        @Override
        public void onUpdate(Node before, Node after) {
            if (NodeStore.differ(before, after)) {
                tell(after);
            }
        }

        @Override
        public void onDelete(Node node, boolean deletedFinalStateUnknown) {
            deleted.add(node.getMetadata().getName());
            tell(node);
        }

        private void tell(Node node) {
            listeners.forEach(listener -> listener.accept(node.getMetadata().getName()));
        }
    }
}
