package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStoreTest {

    private static final String READY = "{type: Ready, status: 'True', lastHeartbeatTime: '2026-01-02T03:00:00Z'}";

    private final NodeStore store = new NodeStore();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {podCIDR: 10.0.0.0/24}\nstatus: {conditions: [{type: Ready, status: 'True',"
                        + " lastHeartbeatTime: '2026-01-02T03:05:00Z'}]}",
                "spec: {providerID: a}\nstatus: {images: [{names: [a]}], conditions: [{type: DiskPressure, status: 'True'}, "
                        + READY + "]}"
            })
    void a_heartbeat_changes_nothing(String other) {
        Node kept = kept("spec: {}\nstatus: {conditions: [" + READY + "]}");

        assertThat(NodeStore.differ(kept, node(other))).isFalse();
        assertThat(NodeLoss.of(kept)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {unschedulable: true}\nstatus: {conditions: [" + READY + "]}",
                "spec: {taints: [{key: a, effect: NoExecute}]}\nstatus: {conditions: [" + READY + "]}",
                "spec: {}\nstatus: {conditions: [{type: Ready, status: Unknown}]}",
                "spec: {}\nstatus: {}",
                "spec: {}\nstatus: {capacity: {cpu: 4}, conditions: [" + READY + "]}"
            })
    void what_concerns_the_pods_of_a_node_does(String other) {
        Node kept = kept("spec: {}\nstatus: {conditions: [" + READY + "]}");

        assertThat(NodeStore.differ(kept, node(other))).isTrue();
        assertThat(NodeStore.differ(kept(other), node("spec: {}\nstatus: {conditions: [" + READY + "]}")))
                .isTrue();
    }

    @Test
    void a_lost_node_is_told_in_the_words_of_its_condition() {
        Node kept = kept("spec: {}\nstatus: {conditions: [{type: Ready, status: Unknown,"
                + " message: Kubelet stopped posting node status.}]}");

        assertThat(NodeLoss.of(kept)).contains("node node-1 is not ready: Kubelet stopped posting node status.");
        assertThat(NodeLoss.of(node("spec: {}"))).contains("node node-1 is not ready");
    }

    @Test
    void since_when_a_node_is_well_is_kept() {
        String since = "lastTransitionTime: '2026-01-02T03:04:05Z'";
        Node well = kept("spec: {}\nstatus: {conditions: [{type: Ready, status: 'True', " + since + "}]}");
        Node lost = kept("spec: {}\nstatus: {conditions: [{type: Ready, status: Unknown, " + since + "}]}");

        assertThat(NodeLoss.wellSince(well)).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(NodeLoss.wellSince(lost)).isEmpty();
    }

    private Node kept(String yaml) {
        store.put("node-1", node(yaml));
        return Optional.ofNullable(store.get("node-1")).orElseThrow();
    }

    private static Node node(String yaml) {
        return Serialization.unmarshal("apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n" + yaml, Node.class);
    }
}
