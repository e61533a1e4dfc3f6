package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Server-side apply, with force, by managers that share no fields: what is applied is merged into the object, and what its
 * manager applied before and applies no longer is removed.
 */
final class ServerSideApply {

    private ServerSideApply() {}

    /**
     * The object after an apply; equal to the one before, but for the time in its managed fields, if nothing changed.
     *
     * @param live the object
     * @param applied what is applied
     * @param manager the field manager
     * @param subresource the subresource; empty for the object itself
     * @param time the time of now
     */
    static ObjectNode merge(ObjectNode live, ObjectNode applied, String manager, String subresource, String time) {
        ObjectNode merged = live.deepCopy();
        ObjectNode fields = FieldSet.of(applied);
        ArrayNode managed = merged.withObject("/metadata").withArray("/managedFields");
        Optional<ObjectNode> entry = StreamSupport.stream(managed.spliterator(), false)
                .filter(one -> one.path("manager").asText().equals(manager)
                        && one.path("operation").asText().equals("Apply")
                        && one.path("subresource").asText("").equals(subresource))
                .map(ObjectNode.class::cast)
                .findFirst();
        entry.ifPresent(known -> remove(merged, (ObjectNode) known.path("fieldsV1"), fields));
        merge(merged, applied);
        ObjectNode now = entry.orElseGet(managed::addObject);
        now.put("manager", manager)
                .put("operation", "Apply")
                .put("apiVersion", applied.path("apiVersion").asText())
                .put("time", time)
                .put("fieldsType", "FieldsV1")
                .set("fieldsV1", fields);
        if (!subresource.isEmpty()) {
            now.put("subresource", subresource);
        }
        merged.withObject("/metadata").set("managedFields", managed);
        return merged;
    }

    /** Whether two objects are the same, but for the times in their managed fields. */
    static boolean isSame(ObjectNode before, ObjectNode after) {
        return withoutTimes(before).equals(withoutTimes(after));
    }

    private static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.path("metadata").path("managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
        return copy;
    }

    private static void merge(ObjectNode into, ObjectNode applied) {
        applied.properties()
                .forEach(field ->
                        into.set(field.getKey(), merged(field.getKey(), into.path(field.getKey()), field.getValue())));
    }

    private static JsonNode merged(String name, JsonNode live, JsonNode applied) {
        if (applied instanceof ObjectNode object && live instanceof ObjectNode there && !FieldSet.isAtomic(name)) {
            ObjectNode copy = there.deepCopy();
            merge(copy, object);
            return copy;
        }
        if (applied instanceof ArrayNode list && FieldSet.KEYS.containsKey(name)) {
            return mergedByKey(name, live, list);
        }
        return applied.deepCopy();
    }

    private static ArrayNode mergedByKey(String name, JsonNode live, ArrayNode applied) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        live.forEach(element -> result.add(element.deepCopy()));
        applied.forEach(element -> {
            ObjectNode key = FieldSet.key(name, element);
            for (int i = 0; i < result.size(); i++) {
                if (FieldSet.key(name, result.get(i)).equals(key)) {
                    result.set(i, merged("", result.get(i), element));
                    return;
                }
            }
            result.add(element.deepCopy());
        });
        return result;
    }

    /** Removes what is among the old fields and not among the new ones. */
    private static void remove(ObjectNode object, ObjectNode old, ObjectNode fields) {
        old.properties().stream()
                .filter(field -> field.getKey().startsWith("f:"))
                .forEach(field -> {
                    String name = field.getKey().substring(2);
                    if (!fields.has(field.getKey())) {
                        object.remove(name);
                    } else if (object.path(name) instanceof ObjectNode nested) {
                        remove(nested, (ObjectNode) field.getValue(), (ObjectNode) fields.path(field.getKey()));
                    } else if (object.path(name) instanceof ArrayNode list && FieldSet.KEYS.containsKey(name)) {
                        removeElements(name, list, field, fields);
                    }
                });
    }

    private static void removeElements(
            String name, ArrayNode list, Map.Entry<String, JsonNode> old, ObjectNode fields) {
        for (Iterator<JsonNode> elements = list.iterator(); elements.hasNext(); ) {
            String key = "k:" + FieldSet.key(name, elements.next());
            if (old.getValue().has(key) && !fields.path(old.getKey()).has(key)) {
                elements.remove();
            }
        }
    }
}
