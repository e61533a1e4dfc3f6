package dev.workerapp.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;

/**
 * JSON, byte by byte as the API server's own encoder (Go's encoding/json) writes it: sorted keys, no blanks, and five
 * characters escaped. The data of a ControllerRevision is immutable as bytes, and any strategic merge patch of the object
 * writes them anew; the garbage collector makes such patches for {@code kubectl delete --cascade=orphan}.
 */
public final class GoJson {

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private GoJson() {}

    /** A value that is serialized so. */
    public static RawValue of(Object value) {
        try {
            Object maps = SORTED.convertValue(value, Object.class);
            // In JSON these characters stand in strings only.
            return new RawValue(SORTED.writeValueAsString(maps)
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of " + value, e);
        }
    }
}
