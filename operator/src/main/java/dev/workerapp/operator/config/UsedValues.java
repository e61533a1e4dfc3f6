package dev.workerapp.operator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.operator.config.Digests.Part;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values that a template uses of an object, for a copy of it. To be dropped as soon as that is written: nothing else of
 * the operator keeps values.
 *
 * @param data as in the object: text in a ConfigMap, base64 in a Secret
 * @param binaryData base64; a Secret has none
 */
public record UsedValues(Map<String, String> data, Map<String, String> binaryData) {

    /** The keys alone: values of Secrets must never come into a log. */
    @Override
    public String toString() {
        return "UsedValues[data=" + data.keySet() + ", binaryData=" + binaryData.keySet() + "]";
    }

    /** Takes what a reference uses from an object as it is read. */
    static final class Collector implements ObjectJson.Listener {

        private final Reference reference;
        private final Map<String, String> data = new TreeMap<>();
        private final Map<String, String> binaryData = new TreeMap<>();

        Collector(Reference reference) {
            this.reference = reference;
        }

        @Override
        public void read(Part part, String key, byte[] value) {
            if (!reference.uses(key)) {
                return;
            }
            switch (part) {
                case DATA -> data.put(key, inData(value));
                case BINARY_DATA -> binaryData.put(key, base64(value));
            }
        }

        private String inData(byte[] value) {
            return switch (reference.kind()) {
                case CONFIG_MAP -> new String(value, UTF_8);
                case SECRET -> base64(value);
            };
        }

        private static String base64(byte[] value) {
            return Base64.getEncoder().encodeToString(value);
        }

        UsedValues values() {
            return new UsedValues(data, binaryData);
        }
    }
}
