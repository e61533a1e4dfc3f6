package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The number of workers follows the nodes of a real API server. */
@ExtendWith(ControlPlane.class)
class AutoInstancesTest {

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;

    AutoInstancesTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "auto-" + number++);
    }

    @AfterEach
    void back() {
        TestKubelet.patchNode(plane.admin(), TestKubelet.SPARE, "{\"unschedulable\":true}");
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_node_that_joins_brings_a_worker_and_one_that_leaves_takes_it_away() {
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.apply("autoInstances: {per: Node, max: 5, quietSeconds: 1}");
            awaitWorkers(1);

            TestKubelet.patchNode(plane.admin(), TestKubelet.SPARE, "{\"unschedulable\":false}");
            awaitWorkers(2);

            TestKubelet.patchNode(plane.admin(), TestKubelet.SPARE, "{\"unschedulable\":true}");
            awaitWorkers(1);
        }
        assertThat(app.get().getSpec().instances()).isEqualTo(2);
    }

    private void awaitWorkers(int count) {
        app.await(
                count + " workers",
                status -> Integer.valueOf(count).equals(status.desiredInstances())
                        && Integer.valueOf(count).equals(status.available())
                        && "Ready".equals(status.state()));
        assertThat(app.workers()).hasSize(count);
    }

    @Test
    void the_bounds_hold_at_once_and_a_scale_has_no_effect() {
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.apply("autoInstances: {per: Core, max: 3}");
            awaitWorkers(3);
            app.patch("{\"spec\":{\"autoInstances\":{\"min\":4,\"max\":4}}}");
            awaitWorkers(4);
            awaitEvictionsAllowed(0);
            app.patch("{\"spec\":{\"disruption\":{\"maxUnavailable\":1}}}");
            awaitEvictionsAllowed(1);
            app.resource().scale(7);
            awaitWorkers(4);
            Awaitility.await().untilAsserted(() -> assertThat(app.events("ScaleIgnored"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getNote()).contains("The app was scaled by ")));
        }
    }

    /** By Kubernetes' own disruption controller. */
    private void awaitEvictionsAllowed(int count) {
        Awaitility.await().untilAsserted(() -> {
            PodDisruptionBudgetStatus budget = app.client()
                    .policy()
                    .v1()
                    .podDisruptionBudget()
                    .inNamespace(app.namespace())
                    .withName(app.name())
                    .get()
                    .getStatus();
            assertThat(budget.getCurrentHealthy()).isEqualTo(4);
            assertThat(budget.getDisruptionsAllowed()).isEqualTo(count);
        });
    }

    @Test
    void an_operator_that_does_not_know_the_nodes_says_so_and_starts_the_least_number() {
        try (OperatorRun _ = OperatorRun.withoutNodes(plane, app.namespace())) {
            app.apply("autoInstances: {per: Node, min: 2, max: 5}");

            WorkerAppStatus status = app.awaitCondition("Stalled", "True");
            assertThat(condition(status, "Stalled").getReason()).isEqualTo("NodesUnknown");
            assertThat(condition(status, "Stalled").getMessage())
                    .contains("watchNodes")
                    .contains("2 workers");
            app.awaitTags("v1", "v1");
        }
    }
}
