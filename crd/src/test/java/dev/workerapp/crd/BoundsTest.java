package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Walks the whole schema, the pod template included. */
class BoundsTest {

    private final Map<String, JSONSchemaProps> fields = new TreeMap<>();

    BoundsTest() {
        collect(
                "",
                CrdFile.generate()
                        .getSpec()
                        .getVersions()
                        .getFirst()
                        .getSchema()
                        .getOpenAPIV3Schema());
    }

    private void collect(String path, JSONSchemaProps schema) {
        fields.put(path, schema);
        Optional.ofNullable(schema.getProperties())
                .orElse(Map.of())
                .forEach((name, property) -> collect(path + "." + name, property));
        Optional.ofNullable(schema.getItems()).ifPresent(items -> collect(path + "[]", items.getSchema()));
        Optional.ofNullable(schema.getAdditionalProperties())
                .ifPresent(values -> collect(path + "{}", values.getSchema()));
    }

    @Test
    void every_number_has_a_format_and_bounds_within_it() {
        assertThat(fields).hasSizeGreaterThan(1000);
        fields.forEach((path, schema) -> {
            if ("integer".equals(schema.getType()) || "number".equals(schema.getType())) {
                double most = "int32".equals(schema.getFormat()) ? Integer.MAX_VALUE : 1L << 53;
                assertThat(schema.getFormat()).as("format of " + path).isIn("int32", "int64");
                assertThat(schema.getMinimum()).as("minimum of " + path).isNotNull();
                assertThat(schema.getMaximum())
                        .as("maximum of " + path)
                        .isNotNull()
                        .isBetween(schema.getMinimum(), most);
            }
        });
    }

    @Test
    void every_number_or_text_is_bounded_in_both_forms() {
        fields.forEach((path, schema) -> {
            if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
                boolean byRule = schema.getXKubernetesValidations() != null
                        && schema.getXKubernetesValidations().stream()
                                .anyMatch(rule -> rule.getRule().contains("self <= "));
                boolean byItself =
                        schema.getPattern() != null && schema.getMinimum() != null && schema.getMaximum() != null;
                assertThat(byRule || byItself).as("bounds of " + path).isTrue();
            }
        });
    }

    @Test
    void every_quantity_has_the_pattern_of_kubernetes() {
        assertThat(fields.keySet()).filteredOn(BoundsTest::isQuantity).hasSizeGreaterThan(10);
        fields.forEach((path, schema) -> {
            if (isQuantity(path)) {
                assertThat(schema.getPattern()).as("pattern of " + path).isEqualTo(Bounds.QUANTITY);
            }
        });
    }

    private static boolean isQuantity(String path) {
        return path.matches(".*\\.(limits|requests|overhead)\\{}") || path.matches(".*\\.(divisor|sizeLimit)");
    }
}
