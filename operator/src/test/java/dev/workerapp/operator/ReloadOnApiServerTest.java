package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.Ownership;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The daily round, on a real API server and scheduler, under the chart's own roles. */
@ExtendWith(ControlPlane.class)
class ReloadOnApiServerTest {

    private static int number;

    private final TestApp app;
    private final OperatorRun operator;
    private final TestKubelet kubelet;

    ReloadOnApiServerTest(ControlPlane.Running plane) throws IOException {
        kubelet = plane.kubelet();
        app = TestApp.in(plane.admin(), "reload-" + number++);
        operator = OperatorRun.in(plane, app.namespace());
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void an_app_starts_its_workers_and_says_that_it_is_ready() {
        app.apply("");

        WorkerAppStatus status = app.awaitCondition("Ready", "True");

        assertThat(status.state()).isEqualTo("Ready");
        assertThat(status.instances()).isEqualTo(2);
        assertThat(status.updated()).isEqualTo(2);
        assertThat(app.tags()).containsExactly("v1", "v1");
        assertThat(app.client()
                        .services()
                        .inNamespace(app.namespace())
                        .withName("shop")
                        .get())
                .isNotNull();
        assertThat(app.client()
                        .policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(app.namespace())
                        .withName("shop")
                        .get())
                .isNotNull();
    }

    @Test
    void another_image_replaces_every_worker_and_none_is_missed() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        try (PodWatch watch = new PodWatch(app.client(), app.namespace(), 2, 1)) {
            app.image("v2");
            app.awaitCondition("Ready", "True");

            app.awaitTags("v2", "v2");
            watch.assertKept();
        }
        assertThat(app.status().reload()).extracting("phase", "trigger").containsExactly("Complete", "Change");
    }

    @Test
    void a_worker_whose_replacement_is_requested_is_replaced_alone_and_once() {
        app.apply("");
        WorkerAppStatus before = app.awaitCondition("Ready", "True");
        List<String> workers = names();
        String asked = workers.getFirst();

        try (PodWatch watch = new PodWatch(app.client(), app.namespace(), 2, 1)) {
            app.client().pods().inNamespace(app.namespace()).withName(asked).edit(pod -> new PodBuilder(pod)
                    .editMetadata()
                    .addToAnnotations(Names.RECYCLE, "now")
                    .endMetadata()
                    .build());
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(names()).doesNotContain(asked).hasSize(2));
            watch.assertKept();
        }
        assertThat(names()).contains(workers.getLast());
        assertThat(app.revisions()).hasSize(1);
        assertThat(app.status().reload()).isEqualTo(before.reload());
    }

    private List<String> names() {
        return app.workers().stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }

    @Test
    void a_version_that_never_gets_ready_is_rolled_back() {
        app.apply("readiness: {timeoutSeconds: 2}");
        app.awaitCondition("Ready", "True");

        try (PodWatch watch = new PodWatch(app.client(), app.namespace(), 2, 1)) {
            app.image("never");
            WorkerAppStatus status = app.awaitCondition("Stalled", "True");

            app.awaitTags("v1", "v1");
            watch.assertKept();
            assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
            assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
            assertThat(condition(status, "Stalled").getMessage())
                    .contains("failed")
                    .contains("not available within");
            assertThat(status.state()).isEqualTo("RolledBack");
        }
    }

    @Test
    void a_version_that_falls_over_in_its_probation_is_rolled_back_and_not_gone_back_to_later() {
        app.apply("readiness: {timeoutSeconds: 1}");
        String first = app.awaitCondition("Ready", "True").stableRevision();
        app.image("v2");
        app.awaitTags("v2", "v2");
        app.awaitCondition("Ready", "True");

        app.patch("{\"spec\":{\"reload\":{\"probationSeconds\":3600}}}");
        app.workers().forEach(worker -> {
            awaitThatItHadBeenReady(worker);
            kubelet.setReady(worker, false);
        });
        app.awaitTags("v1", "v1");
        WorkerAppStatus status = app.await("RolledBack", seen -> "RolledBack".equals(seen.state()));
        assertThat(status.stableRevision()).isEqualTo(first);

        app.image("never");
        app.await(
                "the third version has failed",
                seen -> condition(seen, "Stalled").getMessage().contains("example/shop:never"));
        app.awaitTags("v1", "v1");
        assertThat(app.status().stableRevision()).isEqualTo(first);
        assertThat(app.status().targetRevision()).isEqualTo(first);
    }

    /** That a pod had been ready shows only two seconds after its start: see {@code PodReader.wasReady}. */
    private static void awaitThatItHadBeenReady(Pod worker) {
        Instant started = Instant.parse(worker.getStatus().getStartTime());
        Awaitility.await().until(() -> Instant.now().isAfter(started.plusSeconds(2)));
    }

    @Test
    void a_failed_version_is_tried_again_when_a_reload_is_requested() {
        app.apply("readiness: {timeoutSeconds: 1}");
        app.awaitCondition("Ready", "True");
        app.image("never");
        app.awaitCondition("Stalled", "True");

        app.patch("{\"metadata\":{\"annotations\":{\"" + Names.RELOAD_REQUESTED_AT + "\":\"again\"}}}");

        Awaitility.await("a second try has failed, too").untilAsserted(() -> assertThat(app.revisions())
                .hasSize(3)
                .filteredOn(revision ->
                        Ownership.annotation(revision, "workerapp.dev/failed").isPresent())
                .singleElement()
                .satisfies(revision -> assertThat(revision.getRevision()).isEqualTo(3)));
        app.awaitTags("v1", "v1");
    }

    @Test
    void a_token_asks_once_and_is_there_to_be_waited_for() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        app.patch("{\"metadata\":{\"annotations\":{\"" + Names.RELOAD_REQUESTED_AT + "\":\"2030-01-01\"}}}");
        WorkerAppStatus reloaded = app.await(
                "the reload that was asked for is complete",
                status -> status.reload() != null
                        && "2030-01-01".equals(status.reload().requestedAt())
                        && "Complete".equals(status.reload().phase()));
        List<String> before =
                app.workers().stream().map(pod -> pod.getMetadata().getUid()).toList();
        // As Flux removes what kubectl has annotated, in the same moment in which it changes the number.
        app.patch("{\"metadata\":{\"annotations\":{\"" + Names.RELOAD_REQUESTED_AT
                + "\":null}},\"spec\":{\"instances\":3}}");

        app.awaitTags("v1", "v1", "v1");
        assertThat(app.awaitCondition("Ready", "True").targetRevision()).isEqualTo(reloaded.targetRevision());
        assertThat(app.workers()).extracting(pod -> pod.getMetadata().getUid()).containsAll(before);
    }

    @Test
    void halt_leaves_the_failed_worker_to_be_looked_at() {
        app.apply("readiness: {timeoutSeconds: 1}\nreload: {onFailure: Halt}");
        app.awaitCondition("Ready", "True");

        app.image("never");
        WorkerAppStatus status = app.await("halted", seen -> "Halted".equals(seen.state()));

        assertThat(app.tags()).containsExactlyInAnyOrder("v1", "v1", "never");
        assertThat(condition(status, "Stalled").getStatus()).isEqualTo("True");
        app.image("v2");
        app.awaitCondition("Ready", "True");
        app.awaitTags("v2", "v2");
    }

    @Test
    void proceed_goes_on_as_pm2_does() {
        app.apply("readiness: {timeoutSeconds: 1}\nreload: {onFailure: Proceed}");
        app.awaitCondition("Ready", "True");

        app.image("never");

        app.awaitTags("never", "never");
    }

    @Test
    void without_overlap_the_old_worker_is_gone_before_its_replacement_starts() {
        app.apply("reload: {overlap: false}");
        app.awaitCondition("Ready", "True");

        try (PodWatch watch = new PodWatch(app.client(), app.namespace(), 1, 0)) {
            app.image("v2");
            app.awaitCondition("Ready", "True");

            app.awaitTags("v2", "v2");
            watch.assertKept();
        }
    }

    @Test
    void slots_below_the_partition_keep_what_they_have() {
        app.apply("reload: {partition: 1}");
        app.awaitCondition("Ready", "True");

        app.image("v2");
        app.awaitTags("v1", "v2");

        app.patch("{\"spec\":{\"reload\":{\"partition\":0}}}");
        app.awaitTags("v2", "v2");
    }

    @Test
    void a_paused_reload_waits() {
        app.apply("reload: {paused: true}");
        app.awaitCondition("Ready", "True");

        app.image("v2");
        app.await(
                "paused",
                status -> status.reload() != null
                        && "Paused".equals(status.reload().phase()));
        assertThat(app.tags()).containsExactly("v1", "v1");

        app.patch("{\"spec\":{\"reload\":{\"paused\":false}}}");
        app.awaitTags("v2", "v2");
    }

    @Test
    void kubectl_scale_starts_and_stops_workers_from_the_highest_slot() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        app.resource().scale(4);
        app.awaitTags("v1", "v1", "v1", "v1");
        app.resource().scale(1);
        app.awaitTags("v1");

        assertThat(app.workers().getFirst().getMetadata().getLabels()).containsEntry(Names.SLOT, "0");
    }

    @Test
    void suspend_stops_all_and_keeps_the_rest() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        app.patch("{\"spec\":{\"suspend\":true}}");
        app.await("suspended", status -> "Suspended".equals(status.state()));
        app.awaitTags();
        app.patch("{\"spec\":{\"suspend\":false}}");

        app.awaitCondition("Ready", "True");
        app.awaitTags("v1", "v1");
    }

    @Test
    void a_restart_stops_all_workers_and_starts_new_ones() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        List<String> before = app.uids();

        app.patch("{\"metadata\":{\"annotations\":{\"" + Names.RESTART_REQUESTED_AT + "\":\"now\"}}}");

        Awaitility.await().untilAsserted(() -> assertThat(app.uids()).hasSize(2).doesNotContainAnyElementsOf(before));
        app.awaitCondition("Ready", "True");
    }

    @Test
    void a_change_that_takes_effect_at_once_replaces_nothing() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        List<String> before = app.uids();

        app.patch("{\"spec\":{\"shutdown\":{\"killTimeoutSeconds\":7},\"reload\":{\"parallel\":2}}}");
        app.awaitCondition("Ready", "True");

        assertThat(app.uids()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void another_kill_timeout_counts_for_workers_that_run_already() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        Set<Long> graces = ConcurrentHashMap.newKeySet();

        try (var _ = app.client().pods().inNamespace(app.namespace()).watch(new Graces(graces))) {
            app.patch("{\"spec\":{\"instances\":1,\"shutdown\":{\"killTimeoutSeconds\":7}}}");

            // Beside it there are the 3 seconds of the drain.
            Awaitility.await().untilAsserted(() -> assertThat(graces).contains(10L));
        }
    }

    private record Graces(Set<Long> seen) implements Watcher<Pod> {

        @Override
        public void eventReceived(Action action, Pod pod) {
            Optional.ofNullable(pod.getMetadata().getDeletionGracePeriodSeconds())
                    .ifPresent(seen::add);
        }

        @Override
        public void onClose(@Nullable WatcherException cause) {}
    }

    @Test
    void a_reload_and_a_rollback_are_in_the_metrics() {
        app.apply("readiness: {timeoutSeconds: 2}\nreload: {paused: true}");
        app.awaitCondition("Ready", "True");
        app.image("v2");
        // Only what a status tells of is timed, and these workers start faster than that.
        app.await(
                "paused",
                status -> status.reload() != null
                        && "Paused".equals(status.reload().phase()));
        app.patch("{\"spec\":{\"reload\":{\"paused\":false}}}");
        app.awaitCondition("Ready", "True");
        app.image("never");
        app.await("rolled back", status -> "RolledBack".equals(status.state()));

        Awaitility.await()
                .untilAsserted(() -> assertThat(operator.get("/metrics").body())
                        .contains("workerapp_workers{state=\"existing\"} 2")
                        .contains("workerapp_workers{state=\"ready\"} 2")
                        .contains("workerapp_workers{state=\"available\"} 2")
                        .contains("workerapp_workers{state=\"updated\"} 0")
                        .contains("workerapp_actions_total{action=\"create\",reason=\"EmptySlot\"} 2")
                        .contains("workerapp_actions_total{action=\"delete\",reason=\"Replaced\"} 2")
                        .contains("workerapp_actions_total{action=\"markfailed\",reason=\"NotReadyInTime\"} 1")
                        .contains("workerapp_rollbacks_total 1")
                        .contains("workerapp_reload_seconds_count{phase=\"Complete\",trigger=\"Change\"} 1")
                        .contains("workerapp_reload_seconds_count{phase=\"RolledBack\"")
                        .contains("workerapp_first_reconcile_seconds ")
                        .contains("process_resident_memory_bytes "));
    }

    @Test
    void a_worker_deleted_by_hand_comes_back_in_its_slot() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        String uid = app.workers().getFirst().getMetadata().getUid();

        app.client().resource(app.workers().getFirst()).delete();

        Awaitility.await().untilAsserted(() -> assertThat(app.uids()).hasSize(2).doesNotContain(uid));
        app.awaitTags("v1", "v1");
    }
}
