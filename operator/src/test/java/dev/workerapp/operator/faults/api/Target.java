package dev.workerapp.operator.faults.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request is about: the path of the Kubernetes API, taken apart.
 *
 * @param groupVersion the group and version, as {@code v1} or {@code apps/v1}
 * @param resource the plural name
 * @param namespace the namespace; empty for all, and for what is in none
 * @param name the object's name; empty for a collection
 * @param subresource the subresource; empty for the object itself
 * @param query the parameters
 */
public record Target(
        String groupVersion,
        String resource,
        String namespace,
        String name,
        String subresource,
        Map<String, String> query) {

    /** Takes an address apart. */
    static Target of(URI uri) {
        List<String> parts = new ArrayList<>(List.of(uri.getPath().substring(1).split("/", -1)));
        String groupVersion = parts.removeFirst().equals("api")
                ? parts.removeFirst()
                : parts.removeFirst() + "/" + parts.removeFirst();
        String namespace = "";
        if (parts.size() > 2 && parts.getFirst().equals("namespaces")) {
            parts.removeFirst();
            namespace = parts.removeFirst();
        }
        return new Target(
                groupVersion,
                parts.getFirst(),
                namespace,
                parts.size() > 1 ? parts.get(1) : "",
                parts.size() > 2 ? parts.get(2) : "",
                query(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** A parameter; empty if it is not there. */
    String parameter(String parameter) {
        return query.getOrDefault(parameter, "");
    }

    /** Whether a collection is to be watched. */
    public boolean isWatch() {
        return parameter("watch").equals("true");
    }

    /** Whether nothing is to be stored. */
    boolean isDryRun() {
        return parameter("dryRun").equals("All");
    }

    /** The key of the named object. */
    Key key() {
        return new Key(groupVersion, resource, namespace, name);
    }

    /** The key of an object of this collection. */
    Key key(String ofName) {
        return new Key(groupVersion, resource, namespace, ofName);
    }

    /** Whether an object is in this collection; its labels are another matter. */
    boolean covers(Key key) {
        return key.groupVersion().equals(groupVersion)
                && key.resource().equals(resource)
                && (namespace.isEmpty() || key.namespace().equals(namespace));
    }
}
