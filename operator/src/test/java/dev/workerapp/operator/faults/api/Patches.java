package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;

/** Patches that say what to change: JSON merge patch (RFC 7386) and JSON patch (RFC 6902). */
final class Patches {

    private Patches() {}

    /** The object after the patch of this media type; a new one. */
    static ObjectNode apply(ObjectNode object, String mediaType, JsonNode patch) {
        return switch (mediaType) {
            case "application/merge-patch+json" -> merged(object.deepCopy(), (ObjectNode) patch);
            case "application/json-patch+json" -> (ObjectNode) JsonPatch.apply(patch, object.deepCopy());
            default -> throw Refusal.badRequest("this API server in memory has no patch of the type " + mediaType);
        };
    }

    private static ObjectNode merged(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode nested) {
                ObjectNode there = into.path(field.getKey()) instanceof ObjectNode known ? known : into.objectNode();
                into.set(field.getKey(), merged(there, nested));
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
        return into;
    }
}
