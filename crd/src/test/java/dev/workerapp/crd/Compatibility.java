package dev.workerapp.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What another schema takes away from those who wrote resources for the one before. */
final class Compatibility {

    private Compatibility() {}

    /** What breaks, a sentence each; empty if whatever was valid before still is, and means the same. */
    static List<String> breaks(JSONSchemaProps before, JSONSchemaProps after) {
        List<String> breaks = new ArrayList<>();
        compare("", before, after, breaks);
        return breaks;
    }

    private static void compare(String path, JSONSchemaProps before, JSONSchemaProps after, List<String> breaks) {
        if (!Objects.equals(before.getType(), after.getType())
                || !Objects.equals(before.getXKubernetesIntOrString(), after.getXKubernetesIntOrString())) {
            breaks.add(path + " has another type");
        }
        if (!Objects.equals(before.getDefault(), after.getDefault())) {
            breaks.add(path + " has another default");
        }
        if (!Objects.equals(before.getXKubernetesListMapKeys(), after.getXKubernetesListMapKeys())) {
            breaks.add(path + " has other list keys");
        }
        if (raised(before.getMinimum(), after.getMinimum())
                || lowered(before.getMaximum(), after.getMaximum())
                || raised(before.getMinLength(), after.getMinLength())
                || lowered(before.getMaxLength(), after.getMaxLength())
                || raised(before.getMinItems(), after.getMinItems())
                || lowered(before.getMaxItems(), after.getMaxItems())) {
            breaks.add(path + " has tighter limits");
        }
        if (after.getPattern() != null && !after.getPattern().equals(before.getPattern())) {
            breaks.add(path + " has another pattern");
        }
        // No enum at all means any value.
        boolean anyBefore = values(before).isEmpty();
        boolean anyAfter = values(after).isEmpty();
        if (!anyAfter && (anyBefore || !values(after).containsAll(values(before)))) {
            breaks.add(path + " has lost values");
        }
        Set<String> required =
                new HashSet<>(Optional.ofNullable(after.getRequired()).orElse(List.of()));
        required.removeAll(Optional.ofNullable(before.getRequired()).orElse(List.of()));
        required.forEach(name -> breaks.add(path + "." + name + " is required now"));
        properties(before).forEach((name, property) -> Optional.ofNullable(
                        properties(after).get(name))
                .ifPresentOrElse(
                        other -> compare(path + "." + name, property, other, breaks),
                        () -> breaks.add(path + "." + name + " is gone")));
        if (before.getItems() != null && after.getItems() != null) {
            compare(path + "[]", before.getItems().getSchema(), after.getItems().getSchema(), breaks);
        }
    }

    private static <N extends Number> boolean raised(@Nullable N before, @Nullable N after) {
        return after != null && (before == null || after.doubleValue() > before.doubleValue());
    }

    private static <N extends Number> boolean lowered(@Nullable N before, @Nullable N after) {
        return after != null && (before == null || after.doubleValue() < before.doubleValue());
    }

    private static Set<JsonNode> values(JSONSchemaProps schema) {
        return Set.copyOf(Optional.ofNullable(schema.getEnum()).orElse(List.of()));
    }

    private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
        return schema.getProperties() == null ? Map.of() : new TreeMap<>(schema.getProperties());
    }
}
