package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignPodsTest {

    private static final WorkerApp APP = Serialization.unmarshal("""
        apiVersion: workerapp.dev/v1
        kind: WorkerApp
        metadata: {name: shop, namespace: default, uid: u}
        spec: {image: example/shop:1, port: 80}
        """, WorkerApp.class);

    private final ForeignPods foreignPods = new ForeignPods();

    @Test
    void a_pod_of_a_deployment_with_the_apps_label_is_named_once() {
        Pod pod = without(Names.WORKER, owned("ReplicaSet", "legacy-5d8f", "r"));

        assertThat(foreignPods.news(APP, List.of(pod))).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.FOREIGN_POD);
            assertThat(problem.message())
                    .contains(
                            "Pod shop-0-abcde has the label workerapp.dev/app=shop",
                            "ReplicaSet legacy-5d8f controls it");
        });
        assertThat(foreignPods.news(APP, List.of(pod))).isEmpty();
        assertThat(foreignPods.news(APP, List.of())).isEmpty();
        assertThat(foreignPods.news(APP, List.of(pod))).as("it is there again").hasSize(1);
    }

    @Test
    void a_pod_that_nothing_controls_is_foreign_unless_it_can_be_adopted() {
        Pod orphan = Pods.withStatus("phase: Running");

        assertThat(foreignPods.news(APP, List.of(orphan))).isEmpty();
        assertThat(foreignPods.news(APP, List.of(without(Names.WORKER, orphan))))
                .hasSize(1);
    }

    @Test
    void a_pod_with_all_labels_of_a_worker_that_something_else_controls_is_foreign() {
        assertThat(foreignPods.news(APP, List.of(owned("ReplicaSet", "copy", "r"))))
                .extracting(Problem::reason)
                .containsExactly(Reason.FOREIGN_POD);
    }

    @Test
    void workers_are_not_foreign_and_neither_are_those_of_a_deleted_app_of_this_name() {
        assertThat(foreignPods.news(APP, List.of(owned("WorkerApp", "shop", "u"))))
                .isEmpty();
        assertThat(foreignPods.news(APP, List.of(owned("WorkerApp", "shop", "before"))))
                .isEmpty();
    }

    @Test
    void a_pod_of_another_app_or_one_that_is_ending_is_of_no_interest() {
        Pod ending = new PodBuilder(owned("ReplicaSet", "copy", "r"))
                .editMetadata()
                .withDeletionTimestamp("2026-01-02T03:05:00Z")
                .endMetadata()
                .build();

        assertThat(foreignPods.news(APP, List.of(ending, without(Names.APP, ending))))
                .isEmpty();
    }

    private static Pod owned(String kind, String name, String uid) {
        return Pods.with(
                "ownerReferences: [{apiVersion: v1, kind: %s, name: %s, uid: %s, controller: true}]"
                        .formatted(kind, name, uid),
                "",
                "phase: Running");
    }

    private static Pod without(String label, Pod pod) {
        return new PodBuilder(pod)
                .editMetadata()
                .removeFromLabels(label)
                .endMetadata()
                .build();
    }
}
