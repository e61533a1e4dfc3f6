package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The memory of workers, read from a real API server under the chart's roles. Instead of metrics-server the objects of
 * metrics.k8s.io come from a CRD of that group.
 */
@ExtendWith(ControlPlane.class)
class MemoryOnApiServerTest {

    private static final String METRICS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: pods.metrics.k8s.io
              annotations: {api-approved.kubernetes.io: unapproved, for a test}
            spec:
              group: metrics.k8s.io
              names: {kind: PodMetrics, listKind: PodMetricsList, plural: pods}
              scope: Namespaced
              versions:
              - name: v1beta1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """.replace("unapproved, for a test", "\"unapproved, for a test\"");

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;

    MemoryOnApiServerTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "memory-" + number++);
    }

    @AfterEach
    void end() {
        plane.admin().resource(METRICS).delete();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_worker_that_stays_over_its_memory_is_replaced_and_the_others_stay() {
        plane.admin().resource(METRICS).create();
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.apply("shop:measured", "recycle: {minAgeSeconds: 0, maxMemory: 512Mi}");
            app.await("ready", status -> "Ready".equals(status.state()));

            Awaitility.await().untilAsserted(() -> {
                // Each look finds new samples, half a minute later than those before.
                app.workers().forEach(pod -> sample(pod, slot(pod).equals("0") && isFirst(pod) ? "600Mi" : "500Mi"));
                assertThat(app.workers())
                        .extracting(pod -> slot(pod) + "-" + incarnation(pod))
                        .containsExactlyInAnyOrder("0-2", "1-1");
            });
            Awaitility.await().untilAsserted(() -> assertThat(events("MaxMemory"))
                    .extracting(Event::getAction)
                    .contains("Delete"));
        }
    }

    @Test
    void a_limit_that_every_worker_comes_over_again_replaces_three_in_a_row_until_it_is_changed() {
        plane.admin().resource(METRICS).create();
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.apply("shop:measured", "recycle: {minAgeSeconds: 0, maxMemory: 512Mi}");
            app.await("ready", status -> "Ready".equals(status.state()));

            Awaitility.await("the fourth stays").untilAsserted(() -> {
                allOfSlot0AreOver();
                assertThat(app.says(MemoryOnApiServerTest::isFutile)).isTrue();
            });
            app.patch("{\"spec\": {\"revisionHistoryLimit\": 12}}");
            allOfSlot0AreOver();
            WorkerAppStatus status = app.await("it still stays", MemoryOnApiServerTest::isFutile);
            assertThat(status.state()).isEqualTo("Ready");
            assertThat(remembered()).containsExactlyInAnyOrder("0-4 MaxMemory#3/512Mi", "1-1 ");
            Awaitility.await("one Warning").untilAsserted(() -> assertThat(events("RecycleFutile"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getType()).isEqualTo("Warning"))
                    .satisfies(event -> assertThat(event.getNote()).contains("recycle.maxMemory (512Mi)")));

            app.patch("{\"spec\": {\"recycle\": {\"maxMemory\": \"550Mi\"}}}");
            Awaitility.await("another limit counts anew").untilAsserted(() -> {
                allOfSlot0AreOver();
                assertThat(remembered()).contains("0-5 MaxMemory#1/550Mi");
            });
        }
    }

    private void allOfSlot0AreOver() {
        app.workers().forEach(pod -> sample(pod, slot(pod).equals("0") ? "600Mi" : "500Mi"));
    }

    private static boolean isFutile(WorkerAppStatus status) {
        return Stream.ofNullable(status.slots())
                .flatMap(List::stream)
                .anyMatch(slot -> "RecycleFutile".equals(slot.reason())
                        && String.valueOf(slot.message())
                                .startsWith("The worker came over recycle.maxMemory (512Mi) "));
    }

    /** Of each worker its slot and incarnation, and how many before it came over which limit. */
    private List<String> remembered() {
        return app.workers().stream()
                .map(pod -> slot(pod) + "-" + incarnation(pod) + " "
                        + Optional.ofNullable(pod.getMetadata().getAnnotations())
                                .map(all -> all.get(Names.OVER_LIMIT))
                                .map(text -> text.replaceFirst("@.*", ""))
                                .orElse(""))
                .toList();
    }

    @Test
    void a_cluster_without_metrics_is_reported_once_and_no_worker_is_replaced() {
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.apply("shop:measured", "recycle: {minAgeSeconds: 0, maxMemory: 512Mi}");

            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(events("MetricsUnavailable"))
                                    .singleElement()
                                    .satisfies(
                                            event -> assertThat(event.getNote())
                                                    // The other one may have become ready later.
                                                    .containsPattern(
                                                            "how much memory [12] of the workers use, so recycle.maxMemory does not recycle them")));
            assertThat(app.workers())
                    .extracting(MemoryOnApiServerTest::incarnation)
                    .containsOnly("1");
        }
    }

    private int looks;

    private void sample(Pod pod, String memory) {
        String metrics = """
                apiVersion: metrics.k8s.io/v1beta1
                kind: PodMetrics
                metadata: {name: %s, namespace: %s, labels: {%s: "true"}}
                timestamp: "%s"
                window: 15s
                containers: [{name: worker, usage: {cpu: 1m, memory: %s}}]
                """.formatted(
                        pod.getMetadata().getName(),
                        app.namespace(),
                        Names.WORKER,
                        Instant.now().plusSeconds(30L * looks++),
                        memory);
        plane.admin()
                .resource(Serialization.unmarshal(metrics, GenericKubernetesResource.class))
                .forceConflicts()
                .serverSideApply();
    }

    private static boolean isFirst(Pod pod) {
        return incarnation(pod).equals("1");
    }

    private static String slot(Pod pod) {
        return label(pod, Names.SLOT);
    }

    private static String incarnation(Pod pod) {
        return label(pod, Names.INCARNATION);
    }

    private static String label(Pod pod, String name) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels.getOrDefault(name, "");
    }

    private List<Event> events(String reason) {
        return app.events(reason).toList();
    }
}
