package dev.workerapp.operator.termination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.status.EventFactory;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminationTest {

    private static final WorkerApp APP = Serialization.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u}
            spec: {image: example/shop:1, port: 80}
            """, WorkerApp.class);

    private static final Instant ASKED = Instant.parse("2026-01-02T10:00:00Z");

    /** As it is in the end: the kubelet's last delete has no grace period, and writes over the time of the first. */
    private static Pod pod(String end) {
        return pod(end, "10:00:35", 0);
    }

    private static Pod pod(String end, String deletion, int grace) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop-0-abcde
                  uid: p
                  labels: {workerapp.dev/slot: "0", workerapp.dev/revision: shop-1}
                  ownerReferences: [{kind: WorkerApp, name: shop, uid: u, controller: true}]
                  deletionTimestamp: "2026-01-02T%sZ"
                  deletionGracePeriodSeconds: %d
                status:
                  containerStatuses:
                  - {name: sidecar, state: {terminated: {exitCode: 137, finishedAt: "2026-01-02T10:00:33Z"}}}
                  - name: worker
                    state: %s
                """.formatted(deletion, grace, end), Pod.class);
    }

    private static Pod ended(int exitCode, String reason, String at, String message) {
        return pod("{terminated: {exitCode: %d, reason: %s, finishedAt: \"2026-01-02T%sZ\", message: '%s'}}"
                .formatted(exitCode, reason, at, message));
    }

    private static Termination ending(Pod pod) {
        return Termination.of(pod, Optional.of(ASKED)).orElseThrow();
    }

    @Test
    void one_that_sigkill_ended_was_killed() {
        Termination ending = ending(ended(137, "Error", "10:00:33", ""));

        assertThat(ending)
                .isEqualTo(new Termination(
                        "shop-0-abcde",
                        "0",
                        "shop-1",
                        Optional.of(ASKED),
                        Duration.ofSeconds(33),
                        true,
                        Optional.empty()));
        assertThat(ending.problem()).contains(Reason.KILLED);
    }

    @ParameterizedTest(name = "{0} {1} at {2}")
    @CsvSource({
        "143, Error, 10:00:04",
        "0, Completed, 10:00:04",
        "137, OOMKilled, 10:00:04",
        "137, ContainerStatusUnknown, 10:00:04",
        "137, Error, 09:59:59"
    })
    void one_that_ended_otherwise_was_not(int exitCode, String reason, String at) {
        Termination ending = ending(ended(exitCode, reason, at, ""));

        assertThat(ending.killed()).isFalse();
        assertThat(ending.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "true, 0, ",
                "true, 2, UNFINISHED_REQUESTS",
                "false, 0, NOT_DRAINED",
                "false, 1, UNFINISHED_REQUESTS"
            })
    void the_last_words_of_the_runtime_say_whether_anything_was_lost(
            boolean drained, int unfinished, @org.jspecify.annotations.Nullable Reason problem) {
        Termination ending = ending(ended(
                143,
                "Error",
                "10:00:04",
                "{\"workerapp\":{\"drained\":%b,\"drainSeconds\":1.3,\"unfinished\":%d,\"ofALaterVersion\":1}}"
                        .formatted(drained, unfinished)));

        assertThat(ending.terminationReport().orElseThrow().drainSeconds()).isEqualTo(1.3);
        assertThat(ending.problem()).isEqualTo(Optional.ofNullable(problem));
    }

    @Test
    void of_one_that_was_never_ready_the_event_says_what_its_threads_were_at() {
        Termination ending = ending(
                ended(
                        143,
                        "Error",
                        "10:00:04",
                        "{\"workerapp\":{\"drained\":true,\"drainSeconds\":1.3,\"stacks\":\"\\\"main\\\" WAITING\\n  at app.Db.connect:12\\n\"}}"));

        assertThat(ending.problem()).contains(Reason.NEVER_READY);
        assertThat(EventFactory.of(APP, ending, Reason.NEVER_READY, "operator", ASKED)
                        .getNote())
                .endsWith(
                        "with 0 requests not finished. The worker was stopped before it was ever ready. Its threads were"
                                + " at:\n\"main\" WAITING\n  at app.Db.connect:12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {"out of luck", "{}", "[1]", "{\"\"workerapp\"\":7}"})
    void an_apps_own_message_means_nothing(String message) {
        assertThat(ending(ended(143, "Error", "10:00:04", message)).terminationReport())
                .isEmpty();
    }

    @Test
    void nobody_knows_how_one_ended_that_was_last_seen_running() {
        assertThat(Termination.of(pod("{running: {}}"), Optional.of(ASKED))).isEmpty();
    }

    @Test
    void an_app_whose_pods_are_gone_before_it_is_forgotten_when_another_one_is_followed() {
        Terminations terminations = new Terminations(Set::of);
        terminations.follow(APP);
        terminations.seen(pod("{running: {}}", "10:00:33", 33));
        terminations.gone(ended(137, "Error", "10:00:33", ""));

        terminations.follow(Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: other, namespace: default, uid: v}
                spec: {image: example/shop:1, port: 80}
                """, WorkerApp.class));

        assertThat(terminations.take(APP)).isEmpty();
    }

    @Test
    void what_ends_before_the_operator_looks_after_the_app_is_not_its_to_count() {
        Terminations terminations = new Terminations(Set::of);
        terminations.gone(ended(137, "Error", "10:00:33", ""));
        terminations.follow(APP);
        assertThat(terminations.take(APP)).isEmpty();

        terminations.seen(pod("{running: {}}", "10:00:33", 33));
        terminations.seen(ended(137, "Error", "10:00:33", ""));
        terminations.gone(ended(137, "Error", "10:00:33", ""));
        List<Termination> taken = terminations.take(APP);

        assertThat(taken).containsExactly(ending(ended(137, "Error", "10:00:33", "")));
        assertThat(terminations.take(APP)).isEmpty();
        terminations.giveBack(APP, taken);
        assertThat(terminations.take(APP)).isEqualTo(taken);
    }
}
