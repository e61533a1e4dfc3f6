package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node is emptied: its workers move, replacement first, and an eviction waits for that. */
@ExtendWith(ControlPlane.class)
class NodeDrainTest {

    private final ControlPlane.Running plane;

    NodeDrainTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @AfterEach
    void back() {
        taint(List.of());
        cordon(TestKubelet.NODE, false);
        cordon(TestKubelet.SPARE, true);
    }

    @Test
    void the_only_worker_moves_and_is_never_missed() {
        TestApp app = TestApp.in(plane.admin(), "drain");
        app.apply("");
        app.patch("{\"spec\":{\"instances\":1}}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            Pod worker = app.workers().getFirst();
            awaitThatEvictionIsRefused(app, worker);
            cordon(TestKubelet.SPARE, false);

            try (PodWatch watch = new PodWatch(app.client(), app.namespace(), 1, 1)) {
                cordon(TestKubelet.NODE, true);

                Awaitility.await().untilAsserted(() -> assertThat(app.workers())
                        .extracting(pod -> pod.getSpec().getNodeName())
                        .containsExactly(TestKubelet.SPARE));
                watch.assertKept();
            }
            app.await(
                    "no slot to tell of",
                    status -> status.slots() == null || status.slots().isEmpty());
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void without_room_elsewhere_the_worker_stays_and_the_slot_tells_why() {
        TestApp app = TestApp.in(plane.admin(), "no-room");
        app.apply("");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");

            cordon(TestKubelet.NODE, true);

            WorkerAppStatus status = app.await(
                    "a slot that can't move",
                    seen -> seen.slots() != null
                            && seen.slots().stream().anyMatch(slot -> "Unschedulable".equals(slot.reason())));
            assertThat(status.ready()).isEqualTo(2);
            assertThat(TestApp.condition(status, "Available").getStatus()).isEqualTo("True");
            Awaitility.await().untilAsserted(() -> assertThat(app.client()
                            .events()
                            .v1()
                            .events()
                            .inNamespace(app.namespace())
                            .list()
                            .getItems())
                    .anySatisfy(event -> {
                        assertThat(event.getReason()).isEqualTo("Unschedulable");
                        assertThat(event.getType()).isEqualTo("Warning");
                        assertThat(event.getRegarding().getKind()).isEqualTo("WorkerApp");
                        assertThat(event.getNote()).contains("nodes are available");
                    }));

            cordon(TestKubelet.NODE, false);

            app.await(
                    "all settled", seen -> seen.slots() == null || seen.slots().isEmpty());
            Awaitility.await().untilAsserted(() -> assertThat(app.workers()).hasSize(2));
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_toleration_that_ends_is_time_enough_to_move() {
        TestApp app = TestApp.in(plane.admin(), "taint");
        app.apply("podTemplate: {spec: {tolerations: [{key: maintenance, operator: Exists, effect: NoExecute,"
                + " tolerationSeconds: 3600}]}}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            cordon(TestKubelet.SPARE, false);

            try (PodWatch watch = new PodWatch(app.client(), app.namespace(), 2, 1)) {
                taint(List.of(new Taint("NoExecute", "maintenance", null, "tonight")));

                Awaitility.await().untilAsserted(() -> assertThat(app.workers())
                        .extracting(pod -> pod.getSpec().getNodeName())
                        .containsExactly(TestKubelet.SPARE, TestKubelet.SPARE));
                watch.assertKept();
            }
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    private static void awaitThatEvictionIsRefused(TestApp app, Pod worker) {
        TestBudget.await(app, 1, 0);

        assertThat(isEvicted(app, worker)).isFalse();
    }

    private static boolean isEvicted(TestApp app, Pod worker) {
        try {
            return app.client().pods().resource(worker).evict();
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).isEqualTo(429);
            return false;
        }
    }

    private void taint(List<Taint> taints) {
        TestKubelet.patchNode(plane.admin(), TestKubelet.NODE, "{\"taints\":" + Serialization.asJson(taints) + "}");
    }

    private void cordon(String node, boolean cordoned) {
        TestKubelet.patchNode(plane.admin(), node, "{\"unschedulable\":" + cordoned + "}");
    }
}
