package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.workerapp.testing.ApiServer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    /** The schema of the last release. A release writes it: cp crd/workerapps.workerapp.dev.yaml crd/released/v1.yaml */
    private static final String RELEASED = "crd/released/v1.yaml";

    private static final JSONSchemaProps BEFORE = new JSONSchemaPropsBuilder()
            .withType("object")
            .withProperties(Map.of(
                    "a", number().withMinimum(1.0).build(),
                    "b",
                            new JSONSchemaPropsBuilder()
                                    .withType("string")
                                    .withEnum(List.of(new TextNode("X"), new TextNode("Y")))
                                    .build()))
            .build();

    @Test
    void whatever_was_valid_for_the_last_release_still_is() throws IOException {
        CustomResourceDefinition released = CrdFile.read(ApiServer.ROOT.resolve(RELEASED));

        assertThat(Compatibility.breaks(schema(released), schema(CrdFile.generate())))
                .isEmpty();
    }

    @Test
    void a_new_optional_field_and_wider_limits_break_nothing() {
        assertThat(Compatibility.breaks(
                        BEFORE,
                        with(Map.of(
                                "a", number().withMinimum(0.0).build(),
                                "b", BEFORE.getProperties().get("b"),
                                "c", number().build()))))
                .isEmpty();
    }

    @Test
    void each_loss_is_named() {
        assertThat(Compatibility.breaks(
                        BEFORE, with(Map.of("a", number().withMinimum(1.0).build()))))
                .containsExactly(".b is gone");
        assertThat(Compatibility.breaks(BEFORE, withA(number().withMinimum(2.0).build())))
                .containsExactly(".a has tighter limits");
        assertThat(Compatibility.breaks(
                        BEFORE,
                        withA(number().withMinimum(1.0)
                                .withDefault(new IntNode(3))
                                .build())))
                .containsExactly(".a has another default");
        assertThat(Compatibility.breaks(
                        BEFORE,
                        withA(new JSONSchemaPropsBuilder()
                                .withType("string")
                                .withMinimum(1.0)
                                .build())))
                .containsExactly(".a has another type");
        assertThat(Compatibility.breaks(
                        BEFORE,
                        new JSONSchemaPropsBuilder(BEFORE).withRequired("a").build()))
                .containsExactly(".a is required now");
        assertThat(Compatibility.breaks(
                        BEFORE,
                        with(Map.of(
                                "a", BEFORE.getProperties().get("a"),
                                "b",
                                        new JSONSchemaPropsBuilder()
                                                .withType("string")
                                                .withEnum(List.of(new TextNode("X")))
                                                .build()))))
                .containsExactly(".b has lost values");
    }

    private static JSONSchemaPropsBuilder number() {
        return new JSONSchemaPropsBuilder().withType("integer");
    }

    private static JSONSchemaProps withA(JSONSchemaProps a) {
        return with(Map.of("a", a, "b", BEFORE.getProperties().get("b")));
    }

    private static JSONSchemaProps with(Map<String, JSONSchemaProps> properties) {
        return new JSONSchemaPropsBuilder(BEFORE).withProperties(properties).build();
    }

    private static JSONSchemaProps schema(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    }
}
