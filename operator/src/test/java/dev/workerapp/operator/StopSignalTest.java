package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.SlotStatus;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code shutdown.stopSignal} on an API server whose feature gate is off, as it is by default, and then on. */
@ExtendWith(ControlPlane.class)
class StopSignalTest {

    private static final String SIGINT = "{\"spec\":{\"shutdown\":{\"stopSignal\":\"SIGINT\"}}}";

    private static ControlPlane.@org.jspecify.annotations.Nullable Running plane;

    @AfterAll
    static void gateOff() {
        if (plane != null) {
            plane.restartApiServer("--feature-gates", "ContainerStopSignals=false");
        }
    }

    @Test
    void a_cluster_that_drops_the_signal_gets_no_worker_and_one_that_learns_it_does(ControlPlane.Running running) {
        plane = running;
        TestApp app = TestApp.in(running.admin(), "signal");
        app.apply("reload: {startTimeoutSeconds: 1}");
        try (OperatorRun _ = OperatorRun.in(running, app.namespace())) {
            app.awaitCondition("Ready", "True");
            List<String> before = uids(app);

            app.patch(SIGINT);
            WorkerAppStatus refused = app.awaitCondition("Stalled", "True");

            assertThat(condition(refused, "Stalled").getReason()).isEqualTo("SignalUnsupported");
            assertThat(condition(refused, "Stalled").getMessage())
                    .contains("SIGINT")
                    .contains("ContainerStopSignals")
                    .contains("remove shutdown.stopSignal");
            assertThat(refused.slots()).extracting(SlotStatus::reason).contains("SignalUnsupported");
            assertThat(condition(refused, "Available").getStatus()).isEqualTo("True");
            assertThat(uids(app)).containsExactlyInAnyOrderElementsOf(before);
            assertThat(app.client()
                            .events()
                            .v1()
                            .events()
                            .inNamespace(app.namespace())
                            .list()
                            .getItems())
                    .anyMatch(event -> event.getReason().equals("SignalUnsupported"));

            running.restartApiServer("--feature-gates", "ContainerStopSignals=true");
            app.await("ready with the signal", status -> "Ready".equals(status.state()));

            assertThat(uids(app)).doesNotContainAnyElementsOf(before);
            assertThat(app.workers()).allSatisfy(StopSignalTest::endsBySigint);

            // The API server keeps the signal now, but the node of these would end them by another one.
            List<String> obedient = uids(app);
            app.patch("{\"spec\":{\"readiness\":{\"timeoutSeconds\":2},\"image\":\"example/shop:deaf\"}}");
            WorkerAppStatus deaf = app.awaitCondition("Stalled", "True");

            assertThat(condition(deaf, "Stalled").getMessage())
                    .contains("would stop the worker with SIGTERM instead of SIGINT");
            assertThat(deaf.state()).isEqualTo("Reloading");
            assertThat(uids(app)).containsAll(obedient);
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    private static void endsBySigint(Pod pod) {
        assertThat(pod.getSpec().getOs().getName()).isEqualTo("linux");
        assertThat(pod.getSpec().getContainers().getFirst().getLifecycle().getStopSignal())
                .isEqualTo("SIGINT");
        assertThat(pod.getSpec().getContainers().getFirst().getLifecycle().getPreStop())
                .isNotNull();
    }

    private static List<String> uids(TestApp app) {
        return app.workers().stream().map(pod -> pod.getMetadata().getUid()).toList();
    }
}
