package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks for a look at the apps that have a pod on a node that has changed. Thread-safe. */
final class NodeEvents extends AbstractEventSource<Node, WorkerApp> {

    private final Nodes nodes;
    private final Consumer<String> listener;

    /** @param appsOn the apps that have a pod on the node of this name */
    NodeEvents(Nodes nodes, Function<String, Set<ResourceID>> appsOn) {
        super(Node.class);
        this.nodes = nodes;
        this.listener =
                node -> appsOn.apply(node).forEach(app -> getEventHandler().handleEvent(new Event(app)));
    }

    @Override
    public void start() {
        super.start();
        nodes.listen(listener);
    }

    @Override
    public void stop() {
        nodes.ignore(listener);
        super.stop();
    }

    @Override
    public Set<Node> getSecondaryResources(WorkerApp app) {
        return Set.of();
    }
}
