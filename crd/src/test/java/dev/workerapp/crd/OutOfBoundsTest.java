package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.testing.ApiServer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Numbers and quantities that no client could read are refused, and the answer names the field. */
@ExtendWith(WithApiServer.class)
class OutOfBoundsTest {

    private static final String VALID = "image: example/shop:1.4\nport: 8080\n";

    /** The spec, and the field that the answer names. */
    static final List<Arguments> CASES = List.of(
            Arguments.of("reload: {partition: 3000000000}", "spec.reload.partition"),
            Arguments.of("reload: {parallel: 9999999999}", "reload.parallel: give a number"),
            Arguments.of("reload: {parallel: 1001}", "reload.parallel: give a number"),
            Arguments.of("disruption: {maxUnavailable: 9999999999}", "disruption.maxUnavailable: give a number"),
            Arguments.of("revisionHistoryLimit: 99999999999999999999", "spec.revisionHistoryLimit"),
            Arguments.of("shutdown: {drainSeconds: -1}", "spec.shutdown.drainSeconds"),
            Arguments.of("restartPolicy: {maxRestarts: -1}", "spec.restartPolicy.maxRestarts"),
            Arguments.of(
                    "restartPolicy: {backoff: {initialSeconds: 1, factorPercent: 99}}",
                    "spec.restartPolicy.backoff.factorPercent"),
            Arguments.of("reload: {config: {copies: Secrets}}", "spec.reload.config.copies"),
            Arguments.of("restartPolicy: {stopExitCodes: [0, 256]}", "spec.restartPolicy.stopExitCodes[1]"),
            Arguments.of("resources: {requests: {cpu: \"\"}}", "spec.resources.requests.cpu"),
            Arguments.of("resources: {limits: {memory: 1 Gi}}", "spec.resources.limits.memory"),
            Arguments.of("resources: {limits: {memory: 1gi}}", "spec.resources.limits.memory"),
            Arguments.of("resources: {limits: {memory: 99999999999999999999}}", "spec.resources.limits.memory"),
            Arguments.of(
                    "env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: \"-\"}}}]",
                    "valueFrom.resourceFieldRef.divisor"),
            Arguments.of(pod("priority: 99999999999"), "spec.podTemplate.spec.priority"),
            Arguments.of(pod("overhead: {cpu: x}"), "spec.podTemplate.spec.overhead.cpu"),
            Arguments.of(pod("activeDeadlineSeconds: 0"), "spec.podTemplate.spec.activeDeadlineSeconds"),
            Arguments.of(pod("securityContext: {runAsUser: -1}"), "spec.podTemplate.spec.securityContext.runAsUser"),
            Arguments.of(
                    pod("securityContext: {supplementalGroups: [3000000000]}"),
                    "spec.podTemplate.spec.securityContext.supplementalGroups[0]"),
            Arguments.of(
                    pod("tolerations: [{key: a, tolerationSeconds: 9223372036854775807}]"),
                    "spec.podTemplate.spec.tolerations[0].tolerationSeconds"),
            Arguments.of(
                    pod("volumes: [{name: a, emptyDir: {sizeLimit: 1Zi}}]"),
                    "spec.podTemplate.spec.volumes[0].emptyDir.sizeLimit"),
            Arguments.of(
                    pod("volumes: [{name: a, configMap: {name: b, defaultMode: 1000}}]"),
                    "spec.podTemplate.spec.volumes[0].configMap.defaultMode"),
            Arguments.of(
                    container("ports: [{containerPort: 4294967296}]"),
                    "spec.podTemplate.spec.containers[0].ports[0].containerPort"),
            Arguments.of(
                    container("livenessProbe: {httpGet: {port: 4294967296}}"),
                    "spec.podTemplate.spec.containers[0].livenessProbe.httpGet.port"),
            Arguments.of(
                    container("livenessProbe: {tcpSocket: {port: A_B}}"),
                    "spec.podTemplate.spec.containers[0].livenessProbe.tcpSocket.port"),
            Arguments.of(
                    container("livenessProbe: {periodSeconds: 4294967296}"),
                    "spec.podTemplate.spec.containers[0].livenessProbe.periodSeconds"));

    private final DryRun api;

    OutOfBoundsTest(ApiServer server) {
        api = new DryRun(server.admin());
    }

    private static String pod(String spec) {
        return "podTemplate: {spec: {" + spec + "}}";
    }

    private static String container(String spec) {
        return pod("containers: [{name: worker, " + spec + "}]");
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void the_answer_names_the_field(String spec, String field) {
        assertThat(api.refusal("shop", VALID + spec)).contains(field);
    }

    @ParameterizedTest
    @FieldSource("READABLE")
    void what_can_be_read_is_taken(String spec) {
        assertThat(api.apply("shop", VALID + spec)).isNotNull();
    }

    static final List<String> READABLE = List.of(
            "resources: {limits: {cpu: 2, memory: 1.5Gi, example.com/gpu: \"1\"}, requests: {cpu: \"1e-1\", memory: \"+1E3\"}}",
            "reload: {parallel: 1000, partition: 1000}\ndisruption: {maxUnavailable: 100%}",
            pod("priority: -2147483648, tolerations: [{key: a, tolerationSeconds: -1}]"),
            container("livenessProbe: {tcpSocket: {port: http}}, startupProbe: {httpGet: {port: 65535}}"));
}
