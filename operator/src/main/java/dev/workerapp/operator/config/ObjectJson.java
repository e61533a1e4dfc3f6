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
 * @param values the digest of each key's value
 */
record ObjectJson(Metadata metadata, Map<String, String> values) {

    /** Reads an object. */
    static ObjectJson read(JsonParser json, Kind kind, Digests digests) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("the answer is not an object");
        }
        Metadata metadata = Metadata.NONE;
        Map<String, String> values = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metadata" -> metadata = Metadata.read(json);
                case "data" -> readValues(json, Part.DATA, kind == Kind.SECRET, digests, values);
                case "binaryData" -> readValues(json, Part.BINARY_DATA, true, digests, values);
                default -> json.skipChildren();
            }
        }
        if (metadata.version().isEmpty()) {
            throw new IOException("the object has no version");
        }
        return new ObjectJson(metadata, values);
    }

    private static void readValues(
            JsonParser json, Part part, boolean base64, Digests digests, Map<String, String> values)
            throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            byte[] value = base64 ? json.getBinaryValue() : json.getText().getBytes(UTF_8);
            values.put(key, digests.ofValue(part, key, value));
        }
    }
}
