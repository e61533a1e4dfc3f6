package dev.workerapp.operator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.workerapp.operator.config.Digests.Part;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object as it is read: its values are digested one by one, and no two of them are in memory at once.
 *
 * @param metadata its metadata
 * @param type what kind of Secret it is; empty for another object
 * @param values the digest of each key's value
 * @param sizes the length of each key and its value, in bytes
 */
record ObjectJson(Metadata metadata, String type, Map<String, String> values, Map<String, Integer> sizes) {

    /** Is given each value as it is read. */
    interface Listener {
        /** A value. */
        void read(Part part, String key, byte[] value);
    }

    /** Reads an object. */
    static ObjectJson read(JsonParser json, Kind kind, Digests digests, Listener listener) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("the answer is not an object");
        }
        Metadata metadata = Metadata.NONE;
        String type = "";
        Map<String, String> values = new TreeMap<>();
        Map<String, Integer> sizes = new TreeMap<>();
        Listener all = (part, key, value) -> {
            values.put(key, digests.ofValue(part, key, value));
            sizes.put(key, key.length() + value.length);
            listener.read(part, key, value);
        };
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metadata" -> metadata = Metadata.read(json);
                case "type" -> type = json.getText();
                case "data" -> readValues(json, Part.DATA, kind == Kind.SECRET, all);
                case "binaryData" -> readValues(json, Part.BINARY_DATA, true, all);
                default -> json.skipChildren();
            }
        }
        if (metadata.version().isEmpty()) {
            throw new IOException("the object has no version");
        }
        return new ObjectJson(metadata, type, values, sizes);
    }

    /** What is known of the object from now on. */
    ObjectState.Present state(Digests digests) {
        return new ObjectState.Present(digests, values, sizes, type, metadata.manager());
    }

    private static void readValues(JsonParser json, Part part, boolean base64, Listener listener) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            listener.read(
                    part, key, base64 ? json.getBinaryValue() : json.getText().getBytes(UTF_8));
        }
    }
}
