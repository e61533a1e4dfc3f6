package dev.workerapp.operator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.operator.config.Digests.Part;
import java.util.Map;
import java.util.TreeMap;

/** Objects as they are read, for tests of other packages. */
public final class States {

    private States() {}

    /** A ConfigMap with this data. */
    public static ObjectState configMap(Map<String, String> data) {
        return present(Digests.plain(), data);
    }

    /**
     * A Secret with this data.
     *
     * @param key by another one its digests are others
     */
    public static ObjectState secret(int key, Map<String, String> data) {
        byte[] bytes = new byte[Digests.KEY_LENGTH];
        bytes[0] = (byte) key;
        return present(Digests.keyed(bytes), data);
    }

    static ObjectState present(Digests digests, Map<String, String> data) {
        Map<String, String> values = new TreeMap<>();
        Map<String, Integer> sizes = new TreeMap<>();
        data.forEach((key, value) -> values.put(key, digests.ofValue(Part.DATA, key, value.getBytes(UTF_8))));
        data.forEach((key, value) -> sizes.put(key, key.length() + value.length()));
        return new ObjectState.Present(digests, values, sizes, "", "");
    }
}
