package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.workerapp.testing.ApiServer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

        assertThat(Compatibility.breaks(released, CrdFile.generate())).isEmpty();
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

    @Test
    void a_rule_that_was_not_there_is_a_loss_and_one_that_is_gone_is_none() {
        JSONSchemaProps ruled = ruled("self.a > 3");

        assertThat(Compatibility.breaks(BEFORE, ruled)).containsExactly(" has another rule: self.a > 3");
        assertThat(Compatibility.breaks(ruled, BEFORE)).isEmpty();
        assertThat(Compatibility.breaks(BEFORE, withA(ruled))).contains(".a has another rule: self.a > 3");
    }

    @Test
    void a_field_that_nobody_could_set_may_change_at_will() {
        JSONSchemaProps refused = ruled("!has(self.a)");

        assertThat(Compatibility.breaks(
                        refused,
                        new JSONSchemaPropsBuilder(
                                        withA(number().withMinimum(7.0).build()))
                                .addNewXKubernetesValidation()
                                .withRule("!has(self.a) || self.a > 8")
                                .endXKubernetesValidation()
                                .build()))
                .isEmpty();
        assertThat(Compatibility.breaks(refused, ruled("!has(self.b) || self.a > 8")))
                .hasSize(1);
    }

    @Test
    void tighter_keys_and_other_lists_are_losses() {
        assertThat(Compatibility.breaks(withA(keys(9L, null)), withA(keys(8L, null))))
                .containsExactly(".a has tighter limits");
        assertThat(Compatibility.breaks(withA(keys(9L, null)), withA(keys(9L, 5L))))
                .containsExactly(".a{} has tighter limits");
        assertThat(Compatibility.breaks(
                        withA(keys(9L, null)),
                        withA(new JSONSchemaPropsBuilder(keys(9L, null))
                                .withAdditionalProperties(null)
                                .build())))
                .containsExactly(".a takes no keys of one's own any more");
        assertThat(Compatibility.breaks(
                        BEFORE,
                        withA(new JSONSchemaPropsBuilder(BEFORE.getProperties().get("a"))
                                .withXKubernetesListType("map")
                                .build())))
                .containsExactly(".a has another list type");
    }

    @Test
    void another_scope_name_or_subresource_is_a_loss() {
        CustomResourceDefinition before = CrdFile.generate();
        CustomResourceDefinition after = new CustomResourceDefinitionBuilder(before)
                .editSpec()
                .withScope("Cluster")
                .editNames()
                .withShortNames("w")
                .endNames()
                .editFirstVersion()
                .editSubresources()
                .withScale(null)
                .endSubresources()
                .endVersion()
                .endSpec()
                .build();

        assertThat(Compatibility.breaks(before, after))
                .containsExactly(
                        "the resource has other names",
                        "the resource has another scope",
                        "version v1 has other subresources");
    }

    private static JSONSchemaProps ruled(String rule) {
        return new JSONSchemaPropsBuilder(BEFORE)
                .addNewXKubernetesValidation()
                .withRule(rule)
                .endXKubernetesValidation()
                .build();
    }

    private static JSONSchemaProps keys(long most, @Nullable Long longest) {
        return new JSONSchemaPropsBuilder()
                .withType("object")
                .withMaxProperties(most)
                .withAdditionalProperties(new JSONSchemaPropsOrBool(
                        null,
                        new JSONSchemaPropsBuilder()
                                .withType("string")
                                .withMaxLength(longest)
                                .build()))
                .build();
    }
}
