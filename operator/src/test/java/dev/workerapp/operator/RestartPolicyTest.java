package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that crash again and again, with a limit, on a real API server. */
@ExtendWith(ControlPlane.class)
class RestartPolicyTest {

    private static final String MARK = "slot.workerapp.dev/";

    private final ControlPlane.Running plane;

    RestartPolicyTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @Test
    void slots_that_crash_too_often_stay_empty_until_a_reset_also_for_another_operator() {
        TestApp app = TestApp.in(plane.admin(), "errored");
        app.apply("shop:crash", "restartPolicy: {maxRestarts: 2}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            WorkerAppStatus status = awaitErrored(app);

            assertThat(TestApp.condition(status, "Stalled").getReason()).isEqualTo("SlotsErrored");
            assertThat(TestApp.condition(status, "Available").getStatus()).isEqualTo("False");
            assertThat(status.slots()).isNotNull().allSatisfy(slot -> {
                assertThat(slot.reason()).isEqualTo("CrashedTooOften");
                assertThat(slot.message()).contains("container worker exited with code 1");
            });
            assertThat(marks(app)).containsOnlyKeys(MARK + 0, MARK + 1);
        }

        Map<String, String> before = marks(app);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.patch("{\"metadata\":{\"annotations\":{\"workerapp.dev/reset-requested-at\":\"now\"}}}");

            Awaitility.await().untilAsserted(() -> assertThat(marks(app))
                    .as("tried again, and errored again")
                    .containsOnlyKeys(MARK + 0, MARK + 1)
                    .doesNotContainValue(before.get(MARK + 0))
                    .doesNotContainValue(before.get(MARK + 1)));
            assertThat(annotations(app)).containsEntry("workerapp.dev/reset", "now");

            app.image("v1");

            app.awaitCondition("Ready", "True");
            Awaitility.await().untilAsserted(() -> assertThat(marks(app)).isEmpty());
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_pod_that_is_replaced_hands_its_crashes_on() {
        TestApp app = TestApp.in(plane.admin(), "handed-on");
        // The test's kubelet shows four ends, three when the pod ends: not too many for one pod, but for two.
        app.apply("shop:crash", "restartPolicy: {maxRestarts: 6, retrySeconds: 0}\nreload: {onFailure: Halt}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            Awaitility.await().untilAsserted(() -> assertThat(crashing(app)).hasSize(2));
            Pod first = crashing(app).getFirst();

            finalizers(app, first, "[\"example.com/hold\"]");
            app.client().pods().resource(first).delete();

            Awaitility.await().untilAsserted(() -> assertThat(marks(app))
                    .containsOnlyKeys(MARK + first.getMetadata().getLabels().get("workerapp.dev/slot"))
                    .allSatisfy((_, mark) -> assertThat(mark).matches("Errored;.*;[78];1;.*")));
            finalizers(app, first, "null");
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_worker_that_is_tried_and_stays_up_frees_all_slots() {
        TestApp app = TestApp.in(plane.admin(), "half-open");
        app.apply("restartPolicy: {maxRestarts: 2, retrySeconds: 1, minUptimeSeconds: 1}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");

            app.workers().forEach(plane.kubelet()::crash);

            Awaitility.await()
                    .untilAsserted(() -> assertThat(told(app)).contains("CrashedTooOften", "Retry", "Recovered"));
            app.awaitCondition("Ready", "True");
            assertThat(marks(app)).isEmpty();
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_slot_waits_for_longer_than_the_kubelet_would_until_nobody_asks_for_it() {
        TestApp app = TestApp.in(plane.admin(), "long-wait");
        app.apply("shop:crash", "restartPolicy: {backoff: {initialSeconds: 600, maxSeconds: 600}}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            WorkerAppStatus status = app.await(
                    "waiting",
                    seen -> "CrashBackOff"
                                    .equals(TestApp.condition(seen, "Stalled").getReason())
                            && app.workers().isEmpty());

            assertThat(status.slots()).isNotNull().allSatisfy(slot -> assertThat(slot.message())
                    .contains("Its workers crashed 4 times in a row", "Another worker is started at "));
            assertThat(marks(app)).containsOnlyKeys(MARK + 0, MARK + 1);
            assertThat(marks(app).values()).allSatisfy(mark -> {
                assertThat(mark).startsWith("BackOff;").contains(";4;1;container worker exited with code 1");
                assertThat(Instant.parse(mark.substring("BackOff;".length(), mark.indexOf(";4;"))))
                        .isAfter(Instant.now().plusSeconds(300));
            });

            app.patch("{\"spec\":{\"restartPolicy\":{\"backoff\":null}}}");

            Awaitility.await().untilAsserted(() -> assertThat(app.workers()).hasSize(2));
            Awaitility.await().untilAsserted(() -> assertThat(marks(app)).isEmpty());
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_worker_that_is_to_wait_for_less_long_is_replaced_and_its_crashes_go_on() {
        TestApp app = TestApp.in(plane.admin(), "short-wait");
        app.apply("shop:crash", "restartPolicy: {maxRestarts: 11, backoff: {initialSeconds: 1, maxSeconds: 1}}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            awaitErrored(app);

            // Four ends in each pod: the third one has one too many.
            assertThat(marks(app).values()).allSatisfy(mark -> assertThat(mark).matches("Errored;.*;12;1;.*"));
            assertThat(told(app)).contains("CrashBackOff", "CrashedTooOften");
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_worker_that_says_so_by_its_exit_code_is_not_started_again() {
        TestApp app = TestApp.in(plane.admin(), "stopped");
        app.apply("shop:crash", "restartPolicy: {stopExitCodes: [1]}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            WorkerAppStatus status = app.await("stopped", seen -> {
                String ready = TestApp.condition(seen, "Ready").getReason();
                return "SlotsStopped".equals(ready) && app.workers().isEmpty();
            });

            assertThat(TestApp.condition(status, "Stalled").getStatus()).isEqualTo("False");
            assertThat(marks(app).values()).allSatisfy(mark -> assertThat(mark).startsWith("Stopped;"));

            app.patch("{\"spec\":{\"restartPolicy\":{\"stopExitCodes\":null}}}");

            Awaitility.await().untilAsserted(() -> assertThat(app.workers()).hasSize(2));
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    /** A pod with one is still to be seen when it ends, as one that drains is. */
    private static void finalizers(TestApp app, Pod pod, String finalizers) {
        app.client()
                .pods()
                .inNamespace(app.namespace())
                .withName(pod.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":" + finalizers + "}}");
    }

    private static List<String> told(TestApp app) {
        return app.client().events().v1().events().inNamespace(app.namespace()).list().getItems().stream()
                .map(Event::getReason)
                .toList();
    }

    private static WorkerAppStatus awaitErrored(TestApp app) {
        return app.await(
                "errored",
                status -> "Errored".equals(status.state()) && app.workers().isEmpty());
    }

    private static List<Pod> crashing(TestApp app) {
        return app.workers().stream()
                .filter(pod -> pod.getStatus().getContainerStatuses().stream()
                        .anyMatch(status -> status.getState().getWaiting() != null))
                .toList();
    }

    private static Map<String, String> annotations(TestApp app) {
        return app.revisions().stream()
                .max(Comparator.comparing(ControllerRevision::getRevision))
                .flatMap(revision -> Optional.ofNullable(revision.getMetadata().getAnnotations()))
                .orElse(Map.of());
    }

    /** Those of all revisions. */
    private static Map<String, String> marks(TestApp app) {
        return app.revisions().stream()
                .flatMap(revision ->
                        Optional.ofNullable(revision.getMetadata().getAnnotations())
                                .orElse(Map.of())
                                .entrySet()
                                .stream())
                .filter(annotation -> annotation.getKey().startsWith(MARK))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    }
}
