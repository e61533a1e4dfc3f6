package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPodTest {

    @Test
    void a_pod_that_asks_nothing_of_a_node_is_kept_off_some() {
        Pod pod = WorkerPod.awayFrom(pod("{}"), List.of("a", "b"));

        assertThat(terms(pod)).singleElement().satisfies(term -> assertThat(term.getMatchFields())
                .extracting(field -> field.getKey() + " " + field.getOperator() + " " + field.getValues())
                .containsExactly("metadata.name NotIn [a]", "metadata.name NotIn [b]"));
    }

    @Test
    void each_alternative_that_a_template_gives_is_kept_off_them() {
        Pod pod = WorkerPod.awayFrom(
                pod("{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                        + " [{matchExpressions: [{key: zone, operator: Exists}]}, {matchExpressions: [{key: disk,"
                        + " operator: Exists}]}]}}}}"),
                List.of("a"));

        assertThat(terms(pod)).hasSize(2).allSatisfy(term -> {
            assertThat(term.getMatchExpressions()).hasSize(1);
            assertThat(term.getMatchFields()).hasSize(1);
        });
    }

    @Test
    void where_there_is_nothing_to_avoid_the_pod_stays_as_it_is() {
        Pod pod = pod("{}");

        assertThat(WorkerPod.awayFrom(pod, List.of())).isSameAs(pod);
    }

    @ParameterizedTest
    @CsvSource({"{}, true", "{annotations: {cluster-autoscaler.kubernetes.io/safe-to-evict: 'false'}}, false"})
    void a_pod_says_that_it_may_be_evicted_unless_its_app_says_otherwise(String metadata, String says) {
        Pod pod = Serialization.unmarshal("kind: Pod\napiVersion: v1\nmetadata: " + metadata, Pod.class);

        assertThat(WorkerPod.evictable(pod).getMetadata().getAnnotations())
                .containsExactly(Map.entry("cluster-autoscaler.kubernetes.io/safe-to-evict", says));
    }

    private static List<NodeSelectorTerm> terms(Pod pod) {
        return pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms();
    }

    private static Pod pod(String spec) {
        return Serialization.unmarshal("kind: Pod\napiVersion: v1\nspec: " + spec, Pod.class);
    }
}
