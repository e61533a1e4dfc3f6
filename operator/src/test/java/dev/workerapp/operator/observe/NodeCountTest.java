package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.AutoInstances;
import dev.workerapp.crd.AutoInstances.Per;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which nodes are counted, and for how many workers. */
class NodeCountTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:10:00Z");
    private static final String READY = "{type: Ready, status: 'True', lastTransitionTime: '2026-01-02T03:00:00Z'}";
    private static final Pod PLAIN = pod("");

    private static Pod pod(String spec) {
        return Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: worker}]" + spec + "}",
                Pod.class);
    }

    private static Node node(String cpu, String labels, String spec, String ready) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Node
                metadata: {name: node-1, labels: {%s}}
                spec: {%s}
                status: {capacity: {cpu: "%s"}, conditions: [%s]}
                """.formatted(labels, spec, cpu, ready), Node.class);
    }

    private static Node cores(String cpu) {
        return node(cpu, "", "", READY);
    }

    private static AutoInstances policy(Per per, int minus, int min, int max) {
        return new AutoInstances(per, minus, min, max, 300);
    }

    /** As the informer's store keeps them. */
    private static NodeCount count(AutoInstances policy, Pod pod, Node... nodes) {
        NodeStore store = new NodeStore();
        Stream<Node> kept = Stream.of(nodes).map(node -> {
            store.put("key", node);
            return Optional.ofNullable(store.get("key")).orElseThrow();
        });
        return NodeCount.of(policy, pod, kept, NOW);
    }

    private static boolean isCounted(Pod pod, Node node) {
        return count(policy(Per.Node, 0, 1, 9), pod, cores("1"), node).number() == 2;
    }

    @ParameterizedTest
    @CsvSource({
        "Core, 0, 1, 100, 13",
        "Core, 1, 1, 100, 11",
        "Core, 3, 1, 100, 7",
        "Core, 0, 1, 8, 8",
        "Core, 1000, 1, 100, 3",
        "Core, 1000, 5, 100, 5",
        "Node, 0, 1, 100, 3",
        "Node, 1, 1, 100, 2",
        "Node, 7, 1, 100, 1"
    })
    void whole_processors_of_each_node_or_nodes_are_counted_within_the_bounds(
            Per per, int minus, int min, int max, int number) {
        assertThat(count(policy(per, minus, min, max), PLAIN, cores("8"), cores("4"), cores("1900m"))
                        .number())
                .isEqualTo(number);
    }

    @Test
    void without_nodes_the_least_number_is_wanted() {
        assertThat(count(policy(Per.Core, 0, 2, 9), PLAIN).number()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unschedulable: true | false",
                "taints: [{key: a, effect: NoSchedule}] | false",
                "taints: [{key: a, effect: NoExecute}] | false",
                "taints: [{key: a, effect: PreferNoSchedule}] | true",
                "taints: [{key: gpu, value: 'yes', effect: NoSchedule}] | true",
                "taints: [{key: ToBeDeletedByClusterAutoscaler, effect: NoSchedule}] | false",
                "taints: [{key: karpenter.sh/disrupted, effect: NoSchedule}] | false",
                "taints: [{key: node.kubernetes.io/not-ready, effect: NoExecute}] | true",
                "taints: [{key: node.kubernetes.io/unreachable, effect: NoSchedule}] | true"
            })
    void a_node_is_counted_that_nobody_empties_and_whose_taints_are_tolerated(String spec, boolean counted) {
        Pod pod = pod(", tolerations: [{key: gpu, operator: Equal, value: 'yes', effect: NoSchedule}]");

        assertThat(isCounted(pod, node("4", "", spec, READY))).isEqualTo(counted);
    }

    @Test
    void a_node_that_is_emptied_is_not_counted_though_everything_is_tolerated() {
        Pod pod = pod(", tolerations: [{operator: Exists}]");

        assertThat(isCounted(pod, node("4", "", "unschedulable: true", READY))).isFalse();
        assertThat(isCounted(pod, node("4", "", "taints: [{key: a, effect: NoExecute}]", READY)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodeSelector: {zone: a} | true",
                "nodeSelector: {zone: b} | false",
                "nodeSelector: {zone: a, disk: ssd} | false",
                "{key: zone, operator: In, values: [a, b]} | true",
                "{key: zone, operator: In, values: [b]} | false",
                "{key: disk, operator: In, values: ['']} | false",
                "{key: zone, operator: NotIn, values: [a]} | false",
                "{key: disk, operator: NotIn, values: [a]} | true",
                "{key: zone, operator: Exists} | true",
                "{key: disk, operator: Exists} | false",
                "{key: disk, operator: DoesNotExist} | true",
                "{key: size, operator: Gt, values: ['4']} | true",
                "{key: size, operator: Gt, values: ['8']} | false",
                "{key: size, operator: Lt, values: ['9']} | true",
                "{key: zone, operator: Gt, values: ['4']} | false",
                "{key: size, operator: Gt, values: [a]} | false",
                "{key: zone, operator: Other} | false"
            })
    void a_node_is_counted_that_the_workers_select(String asked, boolean counted) {
        String spec = asked.startsWith("{")
                ? "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                        + " [{matchExpressions: [" + asked + "]}]}}}"
                : asked;
        Node node = node("4", "zone: a, size: '8'", "", READY);

        assertThat(count(policy(Per.Core, 0, 1, 9), pod(", " + spec), node).number())
                .isEqualTo(counted ? 4 : 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{matchFields: [{key: metadata.name, operator: In, values: [node-1]}]}] | true",
                "[{matchFields: [{key: metadata.name, operator: NotIn, values: [node-1]}]}] | false",
                "[{matchExpressions: [{key: zone, operator: Exists}, {key: disk, operator: Exists}]}] | false",
                "[{matchExpressions: [{key: disk, operator: Exists}]}, {matchExpressions: [{key: zone, operator: Exists}]}] | true",
                "[{}] | false",
                "[] | false"
            })
    void one_of_the_terms_must_hold_with_all_that_it_asks(String terms, boolean counted) {
        Pod pod = pod(", affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + terms + "}}}");

        assertThat(count(policy(Per.Core, 0, 1, 9), pod, node("4", "zone: a", "", READY))
                        .number())
                .isEqualTo(counted ? 4 : 1);
    }

    @Test
    void a_node_that_is_not_ready_is_counted_for_the_quiet_time() {
        String lost = "{type: Ready, status: Unknown, lastTransitionTime: '2026-01-02T03:%s:00Z'}";

        NodeCount young = count(policy(Per.Node, 0, 1, 9), PLAIN, cores("1"), node("4", "", "", lost.formatted("06")));
        assertThat(young.number()).isEqualTo(2);
        assertThat(young.until()).contains(Instant.parse("2026-01-02T03:11:00Z"));

        NodeCount old = count(policy(Per.Node, 0, 1, 9), PLAIN, cores("1"), node("4", "", "", lost.formatted("05")));
        assertThat(old.number()).isEqualTo(1);
        assertThat(old.until()).isEmpty();
        assertThat(isCounted(PLAIN, node("4", "", "", ""))).isFalse();
    }
}
