package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of nodes that are not there. */
class NodesTest {

    private static final Node NODE =
            new NodeBuilder().withNewMetadata().withName("node-1").endMetadata().build();

    private final List<ResourceEventHandler<Node>> handlers = new ArrayList<>();
    private final Nodes nodes = Nodes.watch(informer());

    /** One that is told by the test what it sees. */
    @SuppressWarnings("unchecked")
    private SharedIndexInformer<Node> informer() {
        return (SharedIndexInformer<Node>) Proxy.newProxyInstance(
                NodesTest.class.getClassLoader(),
                new Class<?>[] {SharedIndexInformer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "addEventHandler" -> {
                        handlers.add((ResourceEventHandler<Node>) arguments[0]);
                        yield proxy;
                    }
                    case "itemStore", "exceptionHandler" -> proxy;
                    case "start" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    @Test
    void a_name_that_was_never_seen_is_not_that_of_a_deleted_node() {
        handlers.getFirst().onAdd(NODE);

        assertThat(nodes.isDeleted("node-2")).isFalse();
    }

    @Test
    void a_node_is_deleted_until_another_one_of_its_name_joins() {
        handlers.getFirst().onAdd(NODE);
        assertThat(nodes.isDeleted("node-1")).isFalse();

        handlers.getFirst().onDelete(NODE, false);
        assertThat(nodes.isDeleted("node-1")).isTrue();

        handlers.getFirst().onAdd(NODE);
        assertThat(nodes.isDeleted("node-1")).isFalse();
    }
}
