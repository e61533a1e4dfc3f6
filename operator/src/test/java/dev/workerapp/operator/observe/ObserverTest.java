package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.ScheduleReport;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObserverTest {

    private static final WorkerApp APP = Serialization.unmarshal("""
        apiVersion: workerapp.dev/v1
        kind: WorkerApp
        metadata: {name: shop, namespace: default, uid: u}
        spec: {image: example/shop:1, port: 80}
        """, WorkerApp.class);

    @Test
    void an_orphan_that_is_ending_is_seen_so_that_nobody_takes_its_name() {
        Pod orphan = Serialization.unmarshal("""
            metadata:
              name: shop-0-abcde
              namespace: default
              uid: p
              creationTimestamp: "2026-01-02T03:00:00Z"
              deletionTimestamp: "2026-01-02T03:04:05Z"
              labels:
                workerapp.dev/app: shop
                workerapp.dev/worker: "true"
                workerapp.dev/slot: "0"
                workerapp.dev/revision: shop-1
                workerapp.dev/incarnation: "1"
            """, Pod.class);

        Observed observed = Observer.observe(
                APP,
                List.of(orphan),
                new PodReadings(_ -> NodeState.UNKNOWN, PodEvents.Seen.NOTHING, List.of()),
                List.of(),
                Optional.empty());

        assertThat(observed.workers()).isEmpty();
        assertThat(observed.orphans()).extracting(Worker::name).containsExactly("shop-0-abcde");
        assertThat(observed.orphans()).allMatch(Worker::terminating);
    }

    @Test
    void a_version_of_a_pod_is_read_once_in_a_pass() {
        Pod pod = Pods.withStatus("conditions: []");
        List<Pod> asked = new ArrayList<>();
        PodReadings readings = new PodReadings(
                read -> {
                    asked.add(read);
                    return NodeState.UNKNOWN;
                },
                PodEvents.Seen.NOTHING,
                List.of());

        assertThat(readings.of(pod)).isPresent();
        assertThat(readings.of(pod)).isEqualTo(readings.of(pod));
        assertThat(asked).hasSize(1);

        readings.of(new PodBuilder(pod).build());
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_status_whose_reload_has_no_readable_time_is_one_without_a_reload() {
        WorkerApp app = Serialization.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u}
            spec: {image: example/shop:1, port: 80}
            status: {reload: {trigger: Change, phase: Running, reason: Reloading, revision: shop-1, startedAt: ""}}
            """, WorkerApp.class);

        Observed observed = Observer.observe(
                app,
                List.of(),
                new PodReadings(_ -> NodeState.UNKNOWN, PodEvents.Seen.NOTHING, List.of()),
                List.of(),
                Optional.of(app.getStatus()));

        assertThat(observed.lastReload()).isEmpty();
    }

    @Test
    void what_the_schedule_has_done_is_read_from_the_status() {
        WorkerApp app = Serialization.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u}
            spec: {image: example/shop:1, port: 80}
            status:
              recycle:
                schedule: 0 4 * * * UTC
                since: "2026-11-01T00:00:00Z"
                next: "2026-11-27T04:00:00Z"
                tick: "2026-11-26T04:00:00Z"
                startedAt: "2026-11-26T04:00:01Z"
                replaced: 3
            """, WorkerApp.class);

        Observed observed = Observer.observe(
                app,
                List.of(),
                new PodReadings(_ -> NodeState.UNKNOWN, PodEvents.Seen.NOTHING, List.of()),
                List.of(),
                Optional.of(app.getStatus()));

        assertThat(observed.lastSchedule())
                .contains(new ScheduleReport(
                        "0 4 * * * UTC",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Optional.of(Instant.parse("2026-11-27T04:00:00Z")),
                        Optional.of(Instant.parse("2026-11-26T04:00:00Z")),
                        Optional.of(Instant.parse("2026-11-26T04:00:01Z")),
                        3,
                        Optional.empty()));
    }
}
