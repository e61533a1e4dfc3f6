package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodReaderTest {

    /** The kubelet's last write was at 03:00:30, whatever its own clock said. */
    private static final String WRITTEN = """
            managedFields:
            - {manager: kube-scheduler, operation: Update, subresource: status, time: "2026-01-02T03:00:01Z"}
            - {manager: kubelet, operation: Update, subresource: status, time: "2026-01-02T03:00:30Z"}
            - {manager: kubectl, operation: Update, time: "2026-01-02T03:59:00Z"}
            """;

    private static final String RUNNING_SINCE =
            "containerStatuses: [{name: worker, restartCount: 0, state: {running: {startedAt: '%s'}}}]";

    static final List<String> STATUSES = List.of(
            "conditions: [{type: Ready, status: 'False', lastTransitionTime: '2026-01-02T03:00:02Z'}]",
            "phase: Failed, reason: Evicted, message: 'The node was low on resource: memory.'",
            "initContainerStatuses: [{name: proxy, state: {waiting: {reason: CrashLoopBackOff}}, restartCount: 1,"
                    + " lastState: {terminated: {exitCode: 3}}}]",
            "conditions: [{type: Ready, status: 'False', reason: ReadinessGatesNotReady,"
                    + " lastTransitionTime: '2026-01-02T03:00:02Z'}]",
            "containerStatuses: [{name: worker, state: {running: {startedAt: '2026-01-02T03:50:00Z'}}}]");

    @ParameterizedTest
    @FieldSource("STATUSES")
    void what_the_store_keeps_of_a_pod_is_all_that_is_read(String status) {
        Pod pod = Pods.with(WRITTEN, """
                readinessGates: [{conditionType: example.com/registered}]
                initContainers: [{name: proxy, image: example/proxy:1, restartPolicy: Always}]
                """, status);
        PodStore store = new PodStore();
        store.put("default/shop-0-abcde", pod);

        Optional<Pod> kept = Optional.ofNullable(store.get("default/shop-0-abcde"));

        assertThat(kept.flatMap(pruned -> PodReader.read(pruned))).isPresent().isEqualTo(PodReader.read(pod));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:00:20Z, 2026-01-02T03:00:20Z", // before the write: as the kubelet says
        "2026-01-02T03:02:20Z, 2026-01-02T03:00:30Z", // its clock is ahead: as late as it can be
        "2026-01-02T02:58:20Z, 2026-01-02T03:00:00Z" // its clock is behind: as early as it can be
    })
    void times_of_a_kubelet_are_bounded_by_those_of_the_api_server(String said, String taken) {
        Worker worker = read(Pods.with(
                WRITTEN, "", "conditions: [" + Pods.ready(true, said) + "], " + RUNNING_SINCE.formatted(said)));

        assertThat(worker.readySince()).isEqualTo(taken);
        assertThat(worker.startedAt()).contains(Instant.parse(taken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-02T03:00:00Z"})
    void a_time_that_can_not_be_read_harms_nobody(String nonsense) {
        Worker worker = read(Pods.with(
                "deletionTimestamp: '" + nonsense + "'\nmanagedFields: [{subresource: status, time: '" + nonsense
                        + "'}]",
                "",
                "conditions: [" + Pods.ready(false, nonsense) + "], " + RUNNING_SINCE.formatted(nonsense)));

        assertThat(worker.readySince()).isEqualTo("2026-01-02T03:00:00Z");
        assertThat(worker.firstRanAt()).isEmpty();
        assertThat(worker.terminating()).isTrue();
    }

    @Test
    void a_pod_that_has_ended_has_the_time_of_its_end() {
        Worker evicted = read(Pods.withStatus("phase: Failed, conditions: ["
                + Pods.ready(false, "2026-01-02T03:04:00Z")
                + "], containerStatuses: [{name: worker, state: {terminated: {exitCode: 137,"
                + " startedAt: '2026-01-02T03:00:03Z', finishedAt: '2026-01-02T03:05:00Z'}}}]"));
        Worker refused = read(Pods.withStatus("phase: Failed"));

        assertThat(evicted.readyChangedAt()).isEqualTo("2026-01-02T03:05:00Z");
        assertThat(refused.readyChangedAt()).isEqualTo("2026-01-02T03:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "true, 2026-01-02T03:00:09Z, true",
        "false, 2026-01-02T03:00:02Z, false", // never ready: since the kubelet took it
        "false, 2026-01-02T03:00:03Z, false", // the same, cut to the next second
        "false, 2026-01-02T03:00:09Z, true"
    })
    void a_worker_had_been_ready_if_it_is_not_ready_since_later_than_its_start(
            boolean ready, String since, boolean wasReady) {
        Worker worker = read(Pods.withStatus("conditions: [" + Pods.ready(ready, since) + "]"));

        assertThat(worker.history().wasReady()).isEqualTo(wasReady);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | {name: worker, restartCount: 3, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}",
                "4 | {name: worker, restartCount: 3, state: {terminated: {exitCode: 1}}}",
                "4 | {name: worker, restartCount: 3, state: {terminated: {exitCode: 0, reason: Completed}}}",
                "4 | {name: worker, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}},"
                        + " lastState: {terminated: {exitCode: 1}}}",
                // Another sandbox is made: it was started again as often as that, and has not ended once more.
                "3 | {name: worker, restartCount: 3, state: {waiting: {reason: ContainerCreating}},"
                        + " lastState: {terminated: {exitCode: 1}}}",
                // The kubelet has counted this end as a restart.
                "3 | {name: worker, restartCount: 3, state: {terminated: {exitCode: 137, reason: ContainerStatusUnknown}}}",
                // It has never run.
                "0 | {name: worker, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}},"
                        + " lastState: {terminated: {exitCode: 128, reason: StartError}}}"
            })
    void ends_are_the_restarts_and_one_more_while_it_is_down(int exits, String container) {
        Worker worker = read(Pods.withStatus("containerStatuses: [" + container + "]"));

        assertThat(worker.history().exits()).isEqualTo(exits);
    }

    @Test
    void ends_of_all_containers_are_counted_and_those_of_the_pods_before() {
        Worker worker = read(Pods.with(
                "annotations: {workerapp.dev/attempt: '2', workerapp.dev/exits: '10',"
                        + " workerapp.dev/exits-when-available: '9'}",
                "initContainers: [{name: proxy, restartPolicy: Always}]",
                """
                initContainerStatuses: [
                  {name: proxy, restartCount: 1, state: {terminated: {exitCode: 0}}},
                  {name: wait, restartCount: 1, state: {terminated: {exitCode: 0}}}],
                containerStatuses: [
                  {name: worker, restartCount: 1, state: {running: {}}},
                  {name: log, restartCount: 1, state: {running: {}}}]
                """));

        assertThat(worker.history())
                .isEqualTo(new CrashHistory(
                        2,
                        10 + 2 + 1 + 1 + 1,
                        OptionalInt.of(9),
                        false,
                        worker.history().runs()));
        assertThat(worker.restarts()).isEqualTo(1);
    }

    @Test
    void a_sidecar_in_back_off_does_not_put_the_main_container_in_back_off() {
        Worker worker = read(Pods.withStatus("""
                containerStatuses: [
                  {name: worker, restartCount: 0, state: {terminated: {exitCode: 1}}},
                  {name: log, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}},
                   lastState: {terminated: {exitCode: 1}}}]
                """));

        assertThat(worker.crashLooping()).isTrue();
        assertThat(worker.history().runs().isDown()).isTrue();
        assertThat(worker.history().runs().isInBackOff()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"phase: Failed", "phase: Running"})
    void the_end_of_a_container_whose_pod_is_ended_is_not_its_own(String phase) {
        String metadata = phase.equals("phase: Failed") ? "" : "deletionTimestamp: '2026-01-02T03:04:00Z'";

        Worker worker = read(Pods.with(
                metadata,
                "",
                phase + ", containerStatuses: [{name: worker, restartCount: 1, state: {terminated: {}}}]"));

        assertThat(worker.history().exits()).isEqualTo(1);
    }

    @Test
    void a_container_that_could_not_be_started_has_not_run() {
        Worker worker = read(Pods.withStatus("""
                containerStatuses: [{name: worker, restartCount: 1, state: {waiting: {reason: RunContainerError}},
                  lastState: {terminated: {exitCode: 128, reason: StartError, startedAt: "1970-01-01T00:00:00Z"}}}]
                """));

        assertThat(worker.firstRanAt()).isEmpty();
    }

    @Test
    void a_node_that_is_lost_or_emptied_is_told_with_the_worker() {
        Pod pod = Pods.withStatus("");

        assertThat(read(pod).onLostNode()).isFalse();
        assertThat(PodReader.read(
                        pod,
                        new NodeState(true, Optional.of("node node-1 is gone"), Optional.empty()),
                        PodEvents.Seen.NOTHING,
                        Set.of()))
                .hasValueSatisfying(worker -> {
                    assertThat(worker.onLostNode()).isTrue();
                    assertThat(worker.due()).containsExactly(Reason.NODE_DRAINED);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "eviction-requested-at, 2026-01-02T03:04:05Z, EVICTION_REQUESTED",
        "eviction-requested-at, '', ''",
        "recycle, now, RECYCLE_REQUESTED",
        "recycle, '', ''"
    })
    void a_request_to_evict_or_to_replace_it_is_told_with_the_worker(String name, String value, String due) {
        Pod pod = Pods.with("annotations: {workerapp.dev/" + name + ": '" + value + "'}", "", "");

        assertThat(read(pod).due())
                .extracting(Enum::name)
                .containsExactlyElementsOf(due.isEmpty() ? List.of() : List.of(due));
    }

    @ParameterizedTest
    @CsvSource({"False, 03:10, 03:10", "True, 03:10, 03:05"})
    void the_times_of_a_worker_that_is_not_ready_begin_anew_with_the_return_of_its_node(
            String ready, String ran, String changed) {
        Pod pod = Pods.withStatus("""
                conditions: [{type: Ready, status: '%s', lastTransitionTime: '2026-01-02T03:05:00Z'}],
                containerStatuses: [{name: worker, restartCount: 0,
                  state: {running: {startedAt: '2026-01-02T03:00:00Z'}}}]
                """.formatted(ready));
        NodeState back = new NodeState(false, Optional.empty(), Optional.of(Instant.parse("2026-01-02T03:10:00Z")));

        Worker worker =
                PodReader.read(pod, back, PodEvents.Seen.NOTHING, Set.of()).orElseThrow();

        assertThat(worker.firstRanAt()).contains(Instant.parse("2026-01-02T" + ran + ":00Z"));
        assertThat(worker.readyChangedAt()).isEqualTo("2026-01-02T" + changed + ":00Z");
    }

    private static Worker read(Pod pod) {
        return PodReader.read(pod).orElseThrow();
    }
}
