package dev.workerapp.operator.observe;

import static dev.workerapp.operator.observe.Pods.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {

    private static final NodeState WELL = new NodeState(false, Optional.empty(), Optional.empty());
    private static final NodeState DRAINED = new NodeState(true, Optional.empty(), Optional.empty());

    private static final String STARTING = conditions(ready(false, "2026-01-02T03:00:03Z"));
    private static final String READY = conditions(ready(true, "2026-01-02T03:00:09Z"));

    private final OnUpdateFilter<Pod> ofWorkers = Changes.ofWorkers(_ -> WELL);

    private static String conditions(String condition) {
        return "phase: Running, conditions: [" + condition + "]";
    }

    @Test
    void what_the_store_leaves_out_of_a_pod_is_no_change() {
        PodStore store = new PodStore();
        Pod pod = Pods.with(
                """
                annotations: {workerapp.dev/attempt: "2", example.org/other: a}
                ownerReferences: [{apiVersion: workerapp.dev/v1, kind: WorkerApp, name: shop, uid: a, controller: true}]
                managedFields:
                - {manager: kubelet, subresource: status, time: "2026-01-02T03:00:09Z"}
                - {manager: other, time: "2026-01-02T04:00:00Z"}
                """,
                "initContainers: [{name: first, image: a, restartPolicy: Always}]",
                READY
                        + ", podIP: 10.0.0.1, containerStatuses: [{name: worker, image: a, ready: true, restartCount: 1,"
                        + " state: {running: {startedAt: '2026-01-02T03:00:08Z'}}}]");
        store.put("shop-0", pod);

        assertThat(ofWorkers.accept(
                        pod, Optional.ofNullable(store.get("shop-0")).orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phase: Running, podIP: 10.0.0.1",
                "phase: Running, hostIP: 10.0.0.2, qosClass: Burstable",
                "phase: Running, conditions: [{type: PodScheduled, status: 'True', lastTransitionTime: '2026-01-02T03:00:01Z'}]"
            })
    void a_pod_that_starts_as_pods_do_asks_for_no_pass(String status) {
        assertThat(ofWorkers.accept(Pods.withStatus(status), Pods.withStatus("phase: Pending")))
                .isFalse();
    }

    @Test
    void one_whose_volumes_and_address_are_there_does_since_what_was_said_of_them_is_over() {
        Pod now = Pods.withStatus("phase: Pending, conditions: [{type: PodReadyToStartContainers, status: 'True'}]");

        assertThat(ofWorkers.accept(now, Pods.withStatus("phase: Pending"))).isTrue();
    }

    @Test
    void nor_does_one_that_is_given_a_node() {
        Pod before = Pods.withStatus("phase: Pending");
        before.getSpec().setNodeName(null);
        OnUpdateFilter<Pod> filter =
                Changes.ofWorkers(pod -> pod.getSpec().getNodeName() == null ? NodeState.UNKNOWN : WELL);

        assertThat(filter.accept(Pods.withStatus("phase: Pending"), before)).isFalse();
    }

    @Test
    void one_that_is_given_a_node_that_is_drained_does() {
        Pod before = Pods.withStatus("phase: Pending");
        before.getSpec().setNodeName(null);
        OnUpdateFilter<Pod> filter =
                Changes.ofWorkers(pod -> pod.getSpec().getNodeName() == null ? NodeState.UNKNOWN : DRAINED);

        assertThat(filter.accept(Pods.withStatus("phase: Pending"), before)).isTrue();
    }

    @Test
    void one_that_becomes_ready_does_and_one_that_falls_back_too() {
        assertThat(ofWorkers.accept(Pods.withStatus(READY), Pods.withStatus(STARTING)))
                .isTrue();
        assertThat(ofWorkers.accept(Pods.withStatus(STARTING), Pods.withStatus(READY)))
                .isTrue();
    }

    @Test
    void one_that_falls_back_and_comes_again_between_two_looks_does() {
        Pod again = Pods.withStatus(conditions(ready(true, "2026-01-02T03:00:20Z")));

        assertThat(ofWorkers.accept(again, Pods.withStatus(READY))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deletionTimestamp: '2026-01-02T03:09:00Z'",
                "ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: a, uid: b, controller: true}]",
                "annotations: {workerapp.dev/attempt: '2'}"
            })
    void so_does_what_a_person_or_a_controller_changes_of_it(String metadata) {
        assertThat(ofWorkers.accept(Pods.with(metadata, "", READY), Pods.withStatus(READY)))
                .isTrue();
    }

    @Test
    void another_value_of_any_label_does() {
        Pod labelled = Pods.withStatus(READY);
        labelled.getMetadata().getLabels().put("workerapp.dev/slot", "1");

        assertThat(ofWorkers.accept(labelled, Pods.withStatus(READY))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containerStatuses: [{name: worker, state: {waiting: {reason: ImagePullBackOff, message: no such image}}}]",
                "containerStatuses: [{name: worker, restartCount: 1, state: {running: {startedAt: '2026-01-02T03:00:08Z'}}}]",
                "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no room}]"
            })
    void what_goes_wrong_in_it_does(String status) {
        assertThat(ofWorkers.accept(Pods.withStatus("phase: Pending, " + status), Pods.withStatus("phase: Pending")))
                .isTrue();
    }

    @Test
    void so_does_its_end() {
        assertThat(ofWorkers.accept(Pods.withStatus("phase: Failed, reason: Evicted"), Pods.withStatus(READY)))
                .isTrue();
    }

    @Test
    void the_status_of_a_budget_asks_for_no_pass_and_its_spec_does() {
        OnUpdateFilter<PodDisruptionBudget> filter = Changes.ofSpec(PodDisruptionBudget::getSpec);
        PodDisruptionBudget budget = budget("spec: {maxUnavailable: 0}\nstatus: {currentHealthy: 2}");

        assertThat(filter.accept(budget("spec: {maxUnavailable: 0}\nstatus: {currentHealthy: 1}"), budget))
                .isFalse();
        assertThat(filter.accept(budget("spec: {maxUnavailable: 1}\nstatus: {currentHealthy: 2}"), budget))
                .isTrue();
    }

    @Test
    void nor_is_its_metadata_left_as_somebody_changed_it() {
        OnUpdateFilter<PodDisruptionBudget> filter = Changes.ofSpec(PodDisruptionBudget::getSpec);
        PodDisruptionBudget changed = budget("spec: {maxUnavailable: 0}");
        changed.getMetadata().getLabels().put("workerapp.dev/app", "other");

        assertThat(filter.accept(changed, budget("spec: {maxUnavailable: 0}"))).isTrue();
    }

    private static PodDisruptionBudget budget(String rest) {
        HasMetadata budget = Serialization.unmarshal(
                "apiVersion: policy/v1\nkind: PodDisruptionBudget\n"
                        + "metadata: {name: shop, labels: {workerapp.dev/app: shop}}\n" + rest,
                HasMetadata.class);
        return (PodDisruptionBudget) budget;
    }
}
