package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Apps that this version can't read, as an older or newer schema takes them: each says so itself, and the others are
 * served.
 */
@ExtendWith(ControlPlane.class)
class UnreadableTest {

    /** Specs that no operator can read, and the field that each one names. */
    private static final Map<String, String> SPECS = Map.of(
            "partition", "{\"reload\": {\"partition\": 3000000000}}",
            "parallel", "{\"reload\": {\"parallel\": 9999999999}}",
            "maxUnavailable", "{\"disruption\": {\"maxUnavailable\": 9999999999}}",
            "cpu", "{\"resources\": {\"requests\": {\"cpu\": \"\"}}}",
            "priority", "{\"podTemplate\": {\"spec\": {\"priority\": 99999999999}}}",
            "containerPort",
                    "{\"podTemplate\": {\"spec\": {\"containers\": [{\"name\": \"a\", \"ports\": [{\"containerPort\":"
                            + " 4294967296}]}]}}}",
            "signal", "{\"readiness\": {\"signal\": \"Telepathy\"}}",
            "instances", "{\"instances\": 2000000000}");

    private static int number;

    private final KubernetesClient admin;
    private final ControlPlane.Running plane;
    private final TestApp app;

    UnreadableTest(ControlPlane.Running plane) {
        this.plane = plane;
        admin = plane.admin();
        app = TestApp.in(admin, "unreadable-" + number++);
        crd().edit(UnreadableTest::withoutSchema);
    }

    @AfterEach
    void restore() {
        admin.namespaces().withName(app.namespace()).delete();
        plane.applyCrd();
    }

    /** A schema that takes anything, as one of another version may. */
    private static CustomResourceDefinition withoutSchema(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        JSONSchemaProps anything = new JSONSchemaPropsBuilder()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .build();
        version.getSchema()
                .setOpenAPIV3Schema(new JSONSchemaPropsBuilder()
                        .withType("object")
                        .withProperties(Map.of("spec", anything, "status", anything))
                        .build());
        return crd;
    }

    private Resource<CustomResourceDefinition> crd() {
        return admin.apiextensions().v1().customResourceDefinitions().withName("workerapps.workerapp.dev");
    }

    @Test
    void each_says_so_and_the_others_are_served() {
        SPECS.forEach((field, spec) -> Awaitility.await("the API server takes " + field)
                .untilAsserted(() -> assertThat(create("before-" + field.toLowerCase(Locale.ROOT), spec))
                        .isNotNull()));
        app.apply("");

        try (OperatorRun operator = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            SPECS.keySet().forEach(field -> awaitRefusal("before-" + field.toLowerCase(Locale.ROOT), field));

            SPECS.forEach((field, spec) -> create("while-" + field.toLowerCase(Locale.ROOT), spec));
            SPECS.keySet().forEach(field -> awaitRefusal("while-" + field.toLowerCase(Locale.ROOT), field));

            app.image("v2");
            app.awaitTags("v2", "v2");
            assertThat(operator.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void what_runs_goes_on_until_the_spec_is_corrected() {
        app.apply("");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            List<String> before = app.uids();

            patch("{\"spec\": {\"image\": \"example/shop:v2\", \"readiness\": {\"signal\": \"Telepathy\"}}}");
            awaitRefusal(app.name(), "Telepathy");
            assertThat(app.uids()).isEqualTo(before);

            patch("{\"spec\": {\"readiness\": {\"signal\": \"Listen\"}}}");
            app.awaitTags("v2", "v2");
            app.awaitCondition("Ready", "True");
        }
    }

    private void patch(String json) {
        any(app.name()).patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private Resource<GenericKubernetesResource> any(String name) {
        return admin.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("workerapp.dev")
                        .withVersion("v1")
                        .withPlural("workerapps")
                        .withNamespaced(true)
                        .build())
                .inNamespace(app.namespace())
                .withName(name);
    }

    private GenericKubernetesResource create(String name, String spec) {
        return admin.resource(admin.getKubernetesSerialization()
                        .unmarshal("""
                                {"apiVersion": "workerapp.dev/v1", "kind": "WorkerApp",
                                 "metadata": {"name": "%s", "namespace": "%s"}, "spec": %s}
                                """.formatted(name, app.namespace(), spec), GenericKubernetesResource.class))
                .create();
    }

    private void awaitRefusal(String name, String word) {
        Awaitility.await(name + " names " + word).untilAsserted(() -> {
            GenericKubernetesResource refused = any(name).get();
            List<Map<String, Object>> conditions = refused.get("status", "conditions");
            assertThat(conditions)
                    .filteredOn(condition -> "Stalled".equals(condition.get("type")))
                    .singleElement()
                    .satisfies(stalled -> {
                        assertThat(stalled).containsEntry("status", "True").containsEntry("reason", "SpecUnreadable");
                        assertThat(String.valueOf(stalled.get("message"))).contains(word);
                    });
            assertThat(refused.<String>get("status", "state")).isEqualTo("Degraded");
        });
    }
}
