package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.SlotStatus;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Slots that are stopped by request, on a real API server. */
@ExtendWith(ControlPlane.class)
class StopRequestOnApiServerTest {

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;

    StopRequestOnApiServerTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "stopped-" + number++);
    }

    @AfterEach
    void delete() {
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_stopped_slot_stays_empty_through_a_reload_and_is_filled_when_it_is_started_again() {
        app.apply("disruption: {maxUnavailable: 1}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");

            stop("\"0\"");

            WorkerAppStatus status = app.await("slot 0 is stopped", StopRequestOnApiServerTest::isReadyWithOne);
            assertThat(slots()).containsExactly("1");
            assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
            awaitEvent("StopRequested", "Normal");
            awaitEvictionsAllowed(1);
        }
        // Another operator.
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.image("v2");
            app.awaitTags("v2");
            app.await("reloaded without slot 0", StopRequestOnApiServerTest::isReadyWithOne);

            stop("null");

            app.awaitTags("v2", "v2");
            app.await("all is as it was", status -> "Ready".equals(status.state()) && status.slots() == null);
            assertThat(slots()).containsExactly("0", "1");
        }
    }

    @Test
    void an_item_that_cannot_be_read_is_reported_and_the_others_are_followed() {
        app.apply("");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");

            stop("\"1,first\"");

            WorkerAppStatus status = app.awaitCondition("Stalled", "True");
            assertThat(condition(status, "Stalled").getReason()).isEqualTo("AnnotationUnreadable");
            assertThat(condition(status, "Stalled").getMessage())
                    .isEqualTo(
                            "Annotation workerapp.dev/stopped-slots: \"first\" is not a slot, 0 to 999, and is ignored."
                                    + " Write a list such as \"3\", \"3,5\" or \"0-2,7\".");
            Awaitility.await().untilAsserted(() -> assertThat(slots()).containsExactly("0"));
            awaitEvent("AnnotationUnreadable", "Warning");

            stop("\"1\"");

            app.await("slot 1 is stopped", StopRequestOnApiServerTest::isReadyWithOne);
        }
    }

    @Test
    void all_slots_may_be_stopped() {
        app.apply("");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");

            stop("\"0-1\"");

            WorkerAppStatus status = app.await(
                    "all are stopped",
                    said -> "Suspended".equals(said.state())
                            && "True".equals(condition(said, "Ready").getStatus()));
            assertThat(app.workers()).isEmpty();
            assertThat(condition(status, "Available").getStatus()).isEqualTo("False");
            assertThat(condition(status, "Available").getReason()).isEqualTo("StopRequested");
        }
    }

    private void stop(String json) {
        app.patch("{\"metadata\":{\"annotations\":{\"workerapp.dev/stopped-slots\":" + json + "}}}");
    }

    private static boolean isReadyWithOne(WorkerAppStatus status) {
        List<SlotStatus> slots = status.slots();
        return "Ready".equals(status.state())
                && Integer.valueOf(1).equals(status.available())
                && slots != null
                && slots.size() == 1
                && "StopRequested".equals(slots.getFirst().reason())
                && slots.getFirst().worker() == null;
    }

    private List<String> slots() {
        return app.workers().stream()
                .map(pod -> Objects.requireNonNull(pod.getMetadata().getLabels().get(Names.SLOT)))
                .sorted()
                .toList();
    }

    private void awaitEvent(String reason, String type) {
        Awaitility.await().untilAsserted(() -> assertThat(app.client()
                        .events()
                        .v1()
                        .events()
                        .inNamespace(app.namespace())
                        .list()
                        .getItems())
                .filteredOn(event -> reason.equals(event.getReason()))
                .isNotEmpty()
                .extracting(Event::getType)
                .containsOnly(type));
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
            assertThat(budget.getCurrentHealthy()).isEqualTo(1);
            assertThat(budget.getDisruptionsAllowed()).isEqualTo(count);
        });
    }
}
