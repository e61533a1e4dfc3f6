package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodRunsTest {

    private static final String LAST = "lastState: {terminated: {exitCode: 1, reason: Error, message: no database,"
            + " startedAt: '2026-11-26T10:00:00Z', finishedAt: '2026-11-26T10:00:07Z'}}";

    private static Runs read(String annotations, String container) {
        return PodReader.read(Pods.with(
                        "annotations: {" + annotations + "}",
                        "",
                        "containerStatuses: [{name: worker, " + container + "}]"))
                .orElseThrow()
                .history()
                .runs();
    }

    @Test
    void what_is_recorded_and_what_came_since_is_read() {
        Runs runs = read("workerapp.dev/crashes: 2@1", "restartCount: 3, state: {running: {}}, " + LAST);

        assertThat(runs)
                .isEqualTo(new Runs(
                        2,
                        1,
                        3,
                        Optional.of(new Runs.End(
                                1,
                                false,
                                Duration.ofSeconds(7),
                                "container worker exited with code 1: no database",
                                Optional.of(Instant.parse("2026-11-26T10:00:07Z")))),
                        false,
                        false,
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "@", "2@", "a@b", "2@-1", "9999999999@1", ""})
    void a_record_that_is_none_is_left_out(String record) {
        Runs runs = read("workerapp.dev/crashes: '" + record + "'", "restartCount: 1, state: {running: {}}");

        assertThat(runs.crashes()).isZero();
        assertThat(runs.recorded()).isZero();
    }

    @Test
    void a_container_that_is_down_has_ended_once_more_than_it_was_restarted() {
        Runs runs = read("", "restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, " + LAST);

        assertThat(runs.ends()).isEqualTo(4);
        assertThat(runs.isDown()).isTrue();
        assertThat(runs.isInBackOff()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restartCount: 0, state: {terminated: {exitCode: 1}}",
                "restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}},"
                        + " lastState: {terminated: {exitCode: 137, reason: ContainerStatusUnknown}}"
            })
    void it_is_in_back_off_only_if_it_has_ended_and_the_kubelet_waits(String container) {
        assertThat(read("", container).isInBackOff()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "back-off 10s restarting failed container=worker pod=shop-0-1_shop(1), 10",
        "back-off 1m20s restarting failed container=worker pod=shop-0-1_shop(1), 80",
        "back-off 5m0s restarting failed container=worker pod=shop-0-1_shop(1), 300"
    })
    void how_long_the_kubelet_waits_is_read_from_its_message(String message, long seconds) {
        Runs runs = read("", down(message));

        assertThat(runs.pause()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "back-off soon", "restarting in 10s"})
    void a_message_without_it_says_nothing(String message) {
        assertThat(read("", down(message)).pause()).isEmpty();
        assertThat(read("", "restartCount: 3, state: {running: {}}, " + LAST).pause())
                .isEmpty();
    }

    private static String down(String message) {
        return "restartCount: 3, state: {waiting: {reason: CrashLoopBackOff, message: '" + message + "'}}, " + LAST;
    }

    @Test
    void an_end_that_the_kubelet_has_not_seen_is_not_counted() {
        Runs runs = read(
                "",
                "restartCount: 3, state: {running: {}},"
                        + " lastState: {terminated: {exitCode: 137, reason: ContainerStatusUnknown}}");

        assertThat(runs.ends()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"OOMKilled, 0, true", "OOMKilled, 137, true", "Error, 137, false"})
    void an_end_for_memory_is_known_by_its_reason(String reason, int code, boolean expected) {
        Runs runs = read(
                "",
                "restartCount: 1, state: {running: {}}, lastState: {terminated: {exitCode: " + code + ", reason: "
                        + reason + "}}");

        assertThat(runs.last().orElseThrow().outOfMemory()).isEqualTo(expected);
        assertThat(runs.last().orElseThrow().exitCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exitCode: 1",
                "exitCode: 1, startedAt: '2026-11-26T10:00:00Z'",
                "exitCode: 1, startedAt: '2026-11-26T10:00:09Z', finishedAt: '2026-11-26T10:00:00Z'"
            })
    void a_run_of_which_nobody_knows_how_long_it_lasted_was_short(String end) {
        Runs runs = read("", "restartCount: 1, state: {running: {}}, lastState: {terminated: {" + end + "}}");

        assertThat(runs.last().orElseThrow().lasted()).isEqualTo(Duration.ZERO);
    }

    @Test
    void codes_that_a_jvm_is_known_for_are_explained() {
        Runs memory = read("", "restartCount: 1, state: {running: {}}, lastState: {terminated: {exitCode: 3}}");
        Runs abort = read("", "restartCount: 1, state: {running: {}}, lastState: {terminated: {exitCode: 134}}");

        assertThat(memory.last().orElseThrow().words()).contains("code 3 (also that of a JVM with ExitOnOutOfMemory");
        assertThat(abort.last().orElseThrow().words())
                .contains("code 134 (SIGABRT: also that of a JVM that has crashed");
    }

    @Test
    void a_pod_of_which_nothing_is_reported_begins_with_its_record() {
        Runs runs = PodReader.read(Pods.with("annotations: {workerapp.dev/crashes: 2@0}", "", ""))
                .orElseThrow()
                .history()
                .runs();

        assertThat(runs).isEqualTo(Runs.after(2));
    }
}
