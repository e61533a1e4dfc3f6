package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeDrainRuleTest {

    private static final Pod POD = pod("");

    @Test
    void a_cordoned_node_is_left_also_before_its_taint_is_there() {
        assertThat(NodeDrain.isDraining(POD, node("unschedulable: true"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{key: node.kubernetes.io/unschedulable, effect: NoSchedule}",
                "{key: ToBeDeletedByClusterAutoscaler, value: '1700000000', effect: NoSchedule}",
                "{key: karpenter.sh/disrupted, effect: NoSchedule}",
                "{key: maintenance, value: tonight, effect: NoExecute}"
            })
    void a_node_with_such_a_taint_is_left(String taint) {
        assertThat(NodeDrain.isDraining(POD, node("taints: [" + taint + "]"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{key: dedicated, value: shop, effect: NoSchedule}",
                "{key: DeletionCandidateOfClusterAutoscaler, effect: PreferNoSchedule}"
            })
    void other_taints_drive_nobody_out(String taint) {
        assertThat(NodeDrain.isDraining(POD, node("taints: [" + taint + "]"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{operator: Exists}",
                "{key: maintenance, operator: Exists}",
                "{key: maintenance, value: tonight, effect: NoExecute}"
            })
    void what_a_pod_tolerates_does_not_drive_it_out(String toleration) {
        Node node = node("taints: [{key: maintenance, value: tonight, effect: NoExecute}]");

        assertThat(NodeDrain.isDraining(pod(toleration), node)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{key: other, operator: Exists}",
                "{key: maintenance, operator: Exists, effect: NoSchedule}",
                "{key: maintenance, value: tomorrow, effect: NoExecute}",
                "{key: maintenance}"
            })
    void a_toleration_of_something_else_does_not_help(String toleration) {
        Node node = node("taints: [{key: maintenance, value: tonight, effect: NoExecute}]");

        assertThat(NodeDrain.isDraining(pod(toleration), node)).isTrue();
    }

    @Test
    void a_toleration_that_ends_is_the_time_to_move_to_another_node() {
        Node node = node("taints: [{key: maintenance, value: tonight, effect: NoExecute}]");
        Pod patient = pod("{key: maintenance, operator: Exists, effect: NoExecute, tolerationSeconds: 300}");

        assertThat(NodeDrain.isDraining(patient, node)).isTrue();
        assertThat(NodeDrain.isToBeAvoided(patient, node)).isTrue();
        assertThat(NodeDrain.isToBeAvoided(pod("{operator: Exists}"), node)).isFalse();
        assertThat(NodeDrain.isToBeAvoided(POD, node)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-ready", "unreachable"})
    void a_node_that_may_come_back_is_not_left_before_its_time(String what) {
        Node node = node("taints: [{key: node.kubernetes.io/" + what + ", effect: NoExecute}]");
        Pod usual = pod(
                "{key: node.kubernetes.io/" + what + ", operator: Exists, effect: NoExecute, tolerationSeconds: 300}");

        assertThat(NodeDrain.isDraining(usual, node)).isFalse();
        assertThat(NodeDrain.isToBeAvoided(usual, node)).isFalse();
    }

    @Test
    void a_node_like_any_other_is_not_left() {
        assertThat(NodeDrain.isDraining(POD, node("taints: []"))).isFalse();
        assertThat(NodeDrain.isDraining(POD, node("unschedulable: false"))).isFalse();
    }

    private static Node node(String spec) {
        return Serialization.unmarshal("kind: Node\napiVersion: v1\nspec: {" + spec + "}", Node.class);
    }

    private static Pod pod(String toleration) {
        return Serialization.unmarshal(
                "kind: Pod\napiVersion: v1\nspec: {tolerations: [" + toleration + "]}", Pod.class);
    }
}
