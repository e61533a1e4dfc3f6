package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the injected runtime costs a pod: nothing that the API server sees. */
@ExtendWith(ControlPlane.class)
class RuntimeResourcesTest {

    private static final String READY = "readiness: {signal: Ready}\n";

    private static int number;

    private final TestApp app;
    private final OperatorRun operator;

    RuntimeResourcesTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "resources-" + number++);
        operator = OperatorRun.in(plane, app.namespace());
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_worker_whose_requests_are_its_limits_stays_guaranteed() {
        app.apply(READY + "resources: {requests: {cpu: 1, memory: 256Mi}, limits: {cpu: 1, memory: 256Mi}}");
        app.awaitCondition("Ready", "True");

        assertThat(app.workers()).hasSize(2).allSatisfy(pod -> assertThat(qosClass(pod))
                .isEqualTo("Guaranteed"));
    }

    @Test
    void a_worker_without_resources_stays_best_effort() {
        app.apply(READY);
        app.awaitCondition("Ready", "True");

        assertThat(app.workers()).hasSize(2).allSatisfy(pod -> assertThat(qosClass(pod))
                .isEqualTo("BestEffort"));
    }

    @Test
    void a_limit_range_that_lets_the_worker_pass_lets_its_pod_pass() {
        create("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: sane}
                spec: {limits: [{type: Container, min: {memory: 128Mi}, maxLimitRequestRatio: {cpu: "4"}}]}
                """);

        app.apply(READY + "resources: {requests: {cpu: 250m, memory: 128Mi}, limits: {cpu: 1, memory: 256Mi}}");

        app.awaitCondition("Ready", "True");
    }

    @Test
    void a_quota_that_has_room_for_the_workers_has_room_for_their_pods() {
        create("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: small}
                spec: {hard: {limits.memory: 256Mi, limits.cpu: 500m}}
                """);
        Awaitility.await()
                .until(() -> app.client()
                                .resourceQuotas()
                                .inNamespace(app.namespace())
                                .withName("small")
                                .get()
                                .getStatus()
                                .getHard()
                                .size()
                        == 2);

        app.apply(READY + "resources: {limits: {cpu: 250m, memory: 128Mi}}");

        app.awaitCondition("Ready", "True");
    }

    private void create(String yaml) {
        HasMetadata object = app.client().getKubernetesSerialization().<HasMetadata>unmarshal(yaml);
        app.client().resource(object).inNamespace(app.namespace()).create();
    }

    private static String qosClass(Pod pod) {
        return pod.getStatus().getQosClass();
    }
}
