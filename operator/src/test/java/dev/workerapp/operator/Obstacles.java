package dev.workerapp.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.awaitility.Awaitility;

/** What keeps an operator from writing in an app's namespace. */
record Obstacles(TestApp app) {

    /** A quota of so many objects of a resource, in force. */
    void quota(String resource, String most) {
        app.client()
                .resourceQuotas()
                .inNamespace(app.namespace())
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName(resource)
                        .withNamespace(app.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of(resource, new Quantity(most)))
                        .endSpec()
                        .build())
                .serverSideApply();
        Awaitility.await().untilAsserted(() -> assertThat(app.client()
                        .resourceQuotas()
                        .inNamespace(app.namespace())
                        .withName(resource)
                        .get()
                        .getStatus()
                        .getHard())
                .containsEntry(resource, new Quantity(most)));
    }

    /** Refuses what is created of this resource; in force some time after it was made. */
    void policy(String group, String resource, String message) {
        policy(group, resource, "CREATE", message);
    }

    /** Refuses an operation on this resource; in force some time after it was made. */
    void policy(String group, String resource, String operation, String message) {
        app.client()
                .load(new ByteArrayInputStream("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicy
                        metadata: {name: %1$s}
                        spec:
                          matchConstraints:
                            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                            resourceRules:
                            - {apiGroups: ["%2$s"], apiVersions: [v1], operations: [%4$s], resources: [%3$s]}
                          validations:
                          - {expression: "false", message: "%5$s"}
                        ---
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicyBinding
                        metadata: {name: %1$s}
                        spec: {policyName: %1$s, validationActions: [Deny]}
                        """.formatted(app.namespace(), group, resource, operation, message)
                        .getBytes(UTF_8)))
                .create();
    }

    /** Takes the policy away. */
    void dropPolicy() {
        var policies = app.client().admissionRegistration().v1();
        policies.validatingAdmissionPolicies().withName(app.namespace()).delete();
        policies.validatingAdmissionPolicyBindings().withName(app.namespace()).delete();
    }
}
