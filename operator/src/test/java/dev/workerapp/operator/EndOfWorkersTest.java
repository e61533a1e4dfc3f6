package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.WorkerAppStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the replaced workers ended stands in the status, in metrics and in Events, and is counted once. */
@ExtendWith(ControlPlane.class)
class EndOfWorkersTest {

    /** A reload during which the operator has time to write its status: an imagined container needs none at all. */
    private static final String UNHURRIED = "readiness: {minReadySeconds: 1}";

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;

    EndOfWorkersTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "end-" + number++);
    }

    @AfterEach
    void delete() {
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_reload_tells_that_its_workers_drained_and_finished_and_another_operator_does_not_count_them_again() {
        try (OperatorRun operator = OperatorRun.in(plane, app.namespace())) {
            app.apply("java: {agent: Inject}\n" + UNHURRIED);
            app.awaitCondition("Ready", "True");

            app.image("v2");
            WorkerAppStatus status = awaitStopped(2);

            assertThat(reload(status).killed()).isZero();
            assertThat(reload(status).drained()).isEqualTo(2);
            assertThat(reload(status).longestDrainSeconds()).isEqualTo(2);
            assertThat(reload(status).unfinishedRequests()).isZero();
            Awaitility.await().untilAsserted(() -> assertThat(metrics(operator))
                    .contains("workerapp_stops_total 2.0")
                    .contains("workerapp_kills_total 0.0")
                    .contains("workerapp_unfinished_requests_total 0.0")
                    .contains("workerapp_closing_responses_total 14.0")
                    .contains("workerapp_drain_seconds_count 2")
                    .contains("workerapp_drain_seconds_sum 2.5"));
        }
        try (OperatorRun another = OperatorRun.in(plane, app.namespace())) {
            app.patch("{\"spec\":{\"reload\":{\"parallel\":2}}}");
            WorkerAppStatus seen = app.awaitCondition("Ready", "True");
            assertThat(reload(seen).stopped()).isEqualTo(2);

            // Not one that the reload replaced.
            app.resource().scale(1);
            Awaitility.await().untilAsserted(() -> assertThat(metrics(another)).contains("workerapp_stops_total 1.0"));
            assertThat(reload(app.status()).stopped()).isEqualTo(2);
            app.image("v3");

            assertThat(reload(awaitStopped(1)).drained()).isEqualTo(1);
        }
    }

    @Test
    void workers_that_never_had_a_node_are_gone_at_once_and_leave_no_trace() {
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.apply("podTemplate: {spec: {nodeSelector: {there-is: no-such-node}}}");
            app.await(
                    "no node takes them",
                    status -> status.slots() != null
                            && status.slots().stream()
                                            .filter(slot -> "Unschedulable".equals(slot.reason()))
                                            .count()
                                    == 2);

            app.patch("{\"spec\":{\"instances\":0}}");
            app.await("none is left", status -> Integer.valueOf(0).equals(status.instances()));
            app.patch("{\"spec\":{\"instances\":1}}");

            app.await("there is one again", status -> Integer.valueOf(1).equals(status.instances()));
            assertThat(app.workers()).hasSize(1);
        }
    }

    @Test
    void workers_that_were_killed_are_counted_and_named_in_an_event() {
        try (OperatorRun operator = OperatorRun.in(plane, app.namespace())) {
            app.apply("shop:stubborn", UNHURRIED);
            app.awaitCondition("Ready", "True");
            String name = app.workers().getFirst().getMetadata().getName();

            app.image("v2");
            WorkerAppStatus status = awaitStopped(2);

            assertThat(reload(status).killed()).isEqualTo(2);
            assertThat(reload(status).drained()).as("nobody told").isNull();
            assertThat(reload(status).unfinishedRequests()).isNull();
            Awaitility.await().untilAsserted(() -> {
                assertThat(metrics(operator)).contains("workerapp_kills_total 2.0");
                assertThat(app.client()
                                .events()
                                .v1()
                                .events()
                                .inNamespace(app.namespace())
                                .list()
                                .getItems())
                        .anyMatch(event -> event.getReason().equals("Killed")
                                && event.getType().equals("Warning")
                                && event.getNote().contains(name)
                                && event.getNote().contains("SIGKILL"));
            });
        }
    }

    private WorkerAppStatus awaitStopped(int workers) {
        return app.await(
                "a complete reload with " + workers + " stopped workers",
                status -> status.reload() != null
                        && "Complete".equals(reload(status).phase())
                        && Objects.equals(reload(status).stopped(), workers));
    }

    private static ReloadStatus reload(WorkerAppStatus status) {
        return Objects.requireNonNull(status.reload());
    }

    private static String metrics(OperatorRun operator) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + operator.process().port() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
