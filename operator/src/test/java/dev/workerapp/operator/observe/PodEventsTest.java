package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.observe.PodEvents.Seen;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodEventsTest {

    private static final WorkerApp APP = Serialization.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u}
            spec: {image: example/shop:1, port: 80, readiness: {timeoutSeconds: 60}}
            """, WorkerApp.class);

    private static final String OWNED =
            "ownerReferences: [{apiVersion: workerapp.dev/v1, kind: WorkerApp, name: shop, uid: u, controller: true}]";

    /** Created at 03:00:00. */
    private static final Pod PENDING = Pods.with(OWNED, "", "");

    private static final Pod UNREADY = Pods.with(
            OWNED,
            "",
            "conditions: [" + Pods.ready(false, "2026-01-02T03:00:02Z")
                    + "], containerStatuses: [{name: worker, state: {running: {startedAt: '2026-01-02T03:01:00Z'}}}]");

    private final List<String> reads = new ArrayList<>();
    private final PodEvents events = new PodEvents((namespace, uid) -> {
        reads.add(namespace + "/" + uid);
        return List.of(event("FailedMount"));
    });

    @Test
    void a_pod_that_starts_as_usual_is_not_looked_at() {
        Seen seen = events.of(APP, List.of(PENDING), at("03:00:04"));

        assertThat(reads).isEmpty();
        assertThat(seen.of(PENDING)).isEmpty();
        assertThat(seen.nextLook()).contains(at("03:00:05"));
    }

    @Test
    void one_that_does_not_is_looked_at_again_and_again_and_ever_more_seldom() {
        List<String> looks =
                List.of("03:00:05", "03:00:15", "03:00:30", "03:01:00", "03:02:00", "03:04:00", "03:08:00", "03:13:00");

        for (int look = 0; look + 1 < looks.size(); look++) {
            Seen seen = events.of(APP, List.of(PENDING), at(looks.get(look)));

            assertThat(reads).hasSize(look + 1).containsOnly("default/p");
            assertThat(seen.nextLook()).contains(at(looks.get(look + 1)));
            assertThat(events.of(APP, List.of(PENDING), at(looks.get(look)).plusSeconds(1))
                            .of(PENDING)
                            .orElseThrow())
                    .extracting(PodEvent::reason)
                    .containsExactly("FailedMount");
        }
    }

    @Test
    void a_container_that_runs_has_half_its_time_before_it_is_looked_at() {
        assertThat(events.of(APP, List.of(UNREADY), at("03:01:29")).nextLook()).contains(at("03:01:30"));
        assertThat(reads).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Running", "Failed"})
    void a_pod_that_is_ready_or_has_ended_is_not_looked_at_and_forgotten(String phase) {
        events.of(APP, List.of(PENDING), at("03:00:05"));
        Pod pod = Pods.with(
                OWNED,
                "",
                "phase: " + phase + ", conditions: [" + Pods.ready(!phase.equals("Failed"), "2026-01-02T03:00:09Z")
                        + "]");

        Seen seen = events.of(APP, List.of(pod), at("03:59:59"));

        assertThat(reads).hasSize(1);
        assertThat(seen).isEqualTo(Seen.NOTHING);
        assertThat(events.size()).isZero();
    }

    @Test
    void the_pods_of_others_are_not_looked_at() {
        assertThat(events.of(APP, List.of(Pods.withStatus("")), at("03:59:59"))).isEqualTo(Seen.NOTHING);
        assertThat(reads).isEmpty();
    }

    @Test
    void so_many_are_looked_at_in_a_second_and_the_others_later() {
        List<Pod> many = pods(PodEvents.MOST_READS + 5);

        Seen seen = events.of(APP, many, at("03:30:00"));

        assertThat(reads).hasSize(PodEvents.MOST_READS);
        assertThat(seen.byPod()).hasSize(PodEvents.MOST_READS);
        assertThat(seen.nextLook()).contains(at("03:30:10"));
        assertThat(events.of(APP, many, at("03:30:10")).byPod()).hasSize(many.size());
    }

    @Test
    void of_pods_that_come_and_go_only_so_many_are_kept() {
        List<Pod> many = pods(PodEvents.MOST_PODS + 1);

        for (int number = 0; number < many.size(); number++) {
            events.of(APP, List.of(many.get(number)), at("03:30:00").plusSeconds(number));
        }

        assertThat(events.size()).isEqualTo(PodEvents.MOST_PODS);
    }

    @Test
    void what_can_not_be_read_is_done_without_and_tried_again_later() {
        List<Event> found = new ArrayList<>(List.of(event("FailedMount")));
        PodEvents failing = new PodEvents((_, _) -> {
            if (found.isEmpty()) {
                throw new KubernetesClientException("forbidden");
            }
            return found;
        });
        failing.of(APP, List.of(PENDING), at("03:00:05"));
        found.clear();

        Seen seen = failing.of(APP, List.of(PENDING), at("03:00:15"));

        assertThat(seen.of(PENDING).orElseThrow()).hasSize(1);
        assertThat(seen.nextLook()).contains(at("03:00:30"));
    }

    private static List<Pod> pods(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new PodBuilder(PENDING)
                        .editMetadata()
                        .withUid("p" + number)
                        .endMetadata()
                        .build())
                .toList();
    }

    private static Event event(String reason) {
        return Serialization.unmarshal("""
                apiVersion: events.k8s.io/v1
                kind: Event
                metadata: {name: a}
                reason: %s
                type: Warning
                """.formatted(reason), Event.class);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-02T" + time + "Z");
    }
}
