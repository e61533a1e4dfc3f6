package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that somebody owns, in the form of {@code managedFields} (FieldsV1 of sigs.k8s.io/structured-merge-diff), and
 * the few things of Kubernetes' schema that merging needs: which lists are merged by keys, and what is replaced whole.
 */
final class FieldSet {

    /** Lists whose elements are told apart by these fields; every other list is one value. */
    static final Map<String, List<String>> KEYS =
            Map.of("ownerReferences", List.of("uid"), "ports", List.of("port", "protocol"));

    /** Maps that are one value: label selectors, and owner references. */
    private static final Set<String> ATOMIC = Set.of("selector");

    /** What nobody owns. */
    private static final Set<String> OF_NOBODY =
            Set.of("name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields");

    private FieldSet() {}

    /** The fields of a configuration that was applied. */
    static ObjectNode of(ObjectNode applied) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        applied.properties().forEach(field -> {
            switch (field.getKey()) {
                case "apiVersion", "kind" -> {}
                case "metadata" -> {
                    ObjectNode metadata =
                            ((ObjectNode) field.getValue()).deepCopy().without(OF_NOBODY);
                    if (!metadata.isEmpty()) {
                        fields.set("f:metadata", ofValue("metadata", metadata));
                    }
                }
                default -> fields.set("f:" + field.getKey(), ofValue(field.getKey(), field.getValue()));
            }
        });
        return fields;
    }

    private static ObjectNode ofValue(String name, JsonNode value) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (isAtomic(name)) {
            return fields;
        }
        if (value instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> fields.set("f:" + field.getKey(), ofValue(field.getKey(), field.getValue())));
        } else if (KEYS.containsKey(name)) {
            value.forEach(element -> fields.set(
                    "k:" + key(name, element),
                    name.equals("ownerReferences") ? fields.objectNode() : ofElement(element)));
        }
        return fields;
    }

    private static ObjectNode ofElement(JsonNode element) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject(".");
        fields.setAll(ofValue("", element));
        return fields;
    }

    static boolean isAtomic(String name) {
        return ATOMIC.contains(name);
    }

    /** What tells an element of a keyed list from the others. */
    static ObjectNode key(String list, JsonNode element) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(KEYS.get(list)).orElseThrow().forEach(field -> key.set(field, element.path(field)));
        return key;
    }
}
