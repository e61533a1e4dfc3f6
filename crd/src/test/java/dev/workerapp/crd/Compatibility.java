package dev.workerapp.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What another CRD takes away from those who wrote resources for the one before. A field that was refused as a whole, by a
 * rule that is no more than {@code !has(self.field)}, was in nobody's resource: what is below it may change at will, and a
 * new rule that begins with {@code !has(self.field) ||} binds nobody.
 */
final class Compatibility {

    private static final Pattern REFUSED = Pattern.compile("!has\\(self\\.([A-Za-z.]+)\\)");
    private static final Pattern IF_GIVEN = Pattern.compile(REFUSED + " \\|\\| .*", Pattern.DOTALL);

    private final Set<String> refused = new HashSet<>();
    private final List<String> breaks = new ArrayList<>();

    private Compatibility() {}

    /** What breaks, a sentence each; empty if whatever was valid before still is, and means the same. */
    static List<String> breaks(CustomResourceDefinition before, CustomResourceDefinition after) {
        Compatibility compatibility = new Compatibility();
        compatibility.compareNames(before, after);
        before.getSpec().getVersions().forEach(version -> after.getSpec().getVersions().stream()
                .filter(other -> other.getName().equals(version.getName()))
                .findFirst()
                .ifPresentOrElse(
                        other -> compatibility.compareVersion(version, other),
                        () -> compatibility.breaks.add("version " + version.getName() + " is gone")));
        return compatibility.breaks;
    }

    /** The same of two schemas. */
    static List<String> breaks(JSONSchemaProps before, JSONSchemaProps after) {
        Compatibility compatibility = new Compatibility();
        compatibility.compare("", before, after);
        return compatibility.breaks;
    }

    private void compareNames(CustomResourceDefinition before, CustomResourceDefinition after) {
        CustomResourceDefinitionNames names = before.getSpec().getNames();
        CustomResourceDefinitionNames others = after.getSpec().getNames();
        if (!before.getSpec().getGroup().equals(after.getSpec().getGroup())
                || !names.getKind().equals(others.getKind())
                || !names.getPlural().equals(others.getPlural())
                || !Objects.equals(names.getSingular(), others.getSingular())
                || !others.getShortNames().containsAll(names.getShortNames())
                || !others.getCategories().containsAll(names.getCategories())) {
            breaks.add("the resource has other names");
        }
        if (!before.getSpec().getScope().equals(after.getSpec().getScope())) {
            breaks.add("the resource has another scope");
        }
    }

    private void compareVersion(CustomResourceDefinitionVersion before, CustomResourceDefinitionVersion after) {
        if (before.getServed() && !after.getServed()) {
            breaks.add("version " + before.getName() + " is not served any more");
        }
        if (!Objects.equals(before.getSubresources(), after.getSubresources())) {
            breaks.add("version " + before.getName() + " has other subresources");
        }
        compare("", before.getSchema().getOpenAPIV3Schema(), after.getSchema().getOpenAPIV3Schema());
    }

    private void compare(String path, JSONSchemaProps before, JSONSchemaProps after) {
        rules(before)
                .map(REFUSED::matcher)
                .filter(Matcher::matches)
                .forEach(rule -> refused.add(path + "." + rule.group(1)));
        Set<String> known = rules(before).collect(Collectors.toSet());
        rules(after)
                .filter(rule -> !known.contains(rule) && !isOfRefused(path, rule))
                .forEach(rule -> breaks.add(path + " has another rule: " + rule));
        compareMeaning(path, before, after);
        compareLimits(path, before, after);
        // No enum at all means any value.
        if (!values(after).isEmpty()
                && (values(before).isEmpty() || !values(after).containsAll(values(before)))) {
            breaks.add(path + " has lost values");
        }
        Set<String> required = new HashSet<>(list(after.getRequired()));
        required.removeAll(list(before.getRequired()));
        required.forEach(name -> breaks.add(path + "." + name + " is required now"));
        properties(before).entrySet().stream()
                .filter(property -> !refused.contains(path + "." + property.getKey()))
                .forEach(property -> Optional.ofNullable(properties(after).get(property.getKey()))
                        .ifPresentOrElse(
                                other -> compare(path + "." + property.getKey(), property.getValue(), other),
                                () -> breaks.add(path + "." + property.getKey() + " is gone")));
        if (before.getItems() != null && after.getItems() != null) {
            compare(path + "[]", before.getItems().getSchema(), after.getItems().getSchema());
        }
        compareKeys(path, before.getAdditionalProperties(), after.getAdditionalProperties());
    }

    private boolean isOfRefused(String path, String rule) {
        Matcher ifGiven = IF_GIVEN.matcher(rule);
        return ifGiven.matches() && refused.contains(path + "." + ifGiven.group(1));
    }

    private void compareMeaning(String path, JSONSchemaProps before, JSONSchemaProps after) {
        Map<String, Function<JSONSchemaProps, @Nullable Object>> parts = Map.of(
                "type", JSONSchemaProps::getType,
                "type of number or text", JSONSchemaProps::getXKubernetesIntOrString,
                "default", JSONSchemaProps::getDefault,
                "list type", JSONSchemaProps::getXKubernetesListType,
                "list keys", JSONSchemaProps::getXKubernetesListMapKeys,
                "map type", JSONSchemaProps::getXKubernetesMapType,
                "treatment of null", JSONSchemaProps::getNullable,
                "treatment of unknown fields", JSONSchemaProps::getXKubernetesPreserveUnknownFields);
        new TreeMap<>(parts).forEach((name, part) -> {
            if (!Objects.equals(part.apply(before), part.apply(after))) {
                breaks.add(path + " has another " + name);
            }
        });
        if (after.getPattern() != null && !after.getPattern().equals(before.getPattern())) {
            breaks.add(path + " has another pattern");
        }
        if (after.getFormat() != null && !after.getFormat().equals(before.getFormat())) {
            breaks.add(path + " has another format");
        }
    }

    private void compareLimits(String path, JSONSchemaProps before, JSONSchemaProps after) {
        if (raised(before.getMinimum(), after.getMinimum())
                || lowered(before.getMaximum(), after.getMaximum())
                || raised(before.getMinLength(), after.getMinLength())
                || lowered(before.getMaxLength(), after.getMaxLength())
                || raised(before.getMinItems(), after.getMinItems())
                || lowered(before.getMaxItems(), after.getMaxItems())
                || raised(before.getMinProperties(), after.getMinProperties())
                || lowered(before.getMaxProperties(), after.getMaxProperties())) {
            breaks.add(path + " has tighter limits");
        }
    }

    private void compareKeys(
            String path, @Nullable JSONSchemaPropsOrBool before, @Nullable JSONSchemaPropsOrBool after) {
        if (before == null) {
            return;
        }
        if (after == null || Boolean.FALSE.equals(after.getAllows())) {
            breaks.add(path + " takes no keys of one's own any more");
        } else if (after.getSchema() != null) {
            if (before.getSchema() == null) {
                breaks.add(path + " does not take any value any more");
            } else {
                compare(path + "{}", before.getSchema(), after.getSchema());
            }
        }
    }

    private static <N extends Number> boolean raised(@Nullable N before, @Nullable N after) {
        return after != null && (before == null || after.doubleValue() > before.doubleValue());
    }

    private static <N extends Number> boolean lowered(@Nullable N before, @Nullable N after) {
        return after != null && (before == null || after.doubleValue() < before.doubleValue());
    }

    private static Stream<String> rules(JSONSchemaProps schema) {
        return list(schema.getXKubernetesValidations()).stream().map(ValidationRule::getRule);
    }

    private static Set<JsonNode> values(JSONSchemaProps schema) {
        return Set.copyOf(list(schema.getEnum()));
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
        return schema.getProperties() == null ? Map.of() : new TreeMap<>(schema.getProperties());
    }
}
