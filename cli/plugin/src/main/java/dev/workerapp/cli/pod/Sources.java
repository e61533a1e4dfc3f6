package dev.workerapp.cli.pod;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The ConfigMaps and Secrets of a namespace, each read once. What a Secret has is given out only where that is asked for.
 */
final class Sources {

    /** What is known of one. */
    sealed interface Content {

        /** Its values by key; {@code <secret NAME/KEY>} in the place of those that are not shown. */
        record Values(Map<String, String> byKey, String changed) implements Content {}

        /** It can't be read. */
        record Unknown(String why) implements Content {}
    }

    private final Api api;
    private final String namespace;
    private final boolean showsSecrets;
    private final Map<String, Content> read = new HashMap<>();

    Sources(Api api, String namespace, boolean showsSecrets) {
        this.api = api;
        this.namespace = namespace;
        this.showsSecrets = showsSecrets;
    }

    /** A ConfigMap. */
    Content configMap(String name) {
        return read.computeIfAbsent(
                "ConfigMap " + name,
                _ -> read(Paths.configMap(namespace, name), object -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    object.at("data").entries().forEach((key, value) -> values.put(key, value.text()));
                    return values;
                }));
    }

    /** A Secret. It is read for its keys, too, where its values are not shown. */
    Content secret(String name) {
        return read.computeIfAbsent(
                "Secret " + name,
                _ -> read(Paths.secret(namespace, name), object -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    for (String key : new TreeSet<>(object.at("data").entries().keySet())) {
                        values.put(
                                key,
                                showsSecrets ? decoded(object.at("data", key).text()) : hidden(name, key));
                    }
                    return values;
                }));
    }

    /** A value of a Secret. Where it is not shown, the Secret is not even read. */
    Content secretFor(String name, String key) {
        return showsSecrets ? secret(name) : new Content.Values(Map.of(key, hidden(name, key)), "");
    }

    private static String hidden(String name, String key) {
        return "<secret " + name + "/" + key + ">";
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException _) {
            return "<no base64>";
        }
    }

    private Content read(String path, Function<Json, Map<String, String>> values) {
        try {
            Json object = api.get(path);
            return new Content.Values(values.apply(object), changed(object));
        } catch (ApiFailure e) {
            if (e.notFound()) {
                return new Content.Unknown("does not exist");
            }
            if (e.forbidden()) {
                return new Content.Unknown("may not be read by you");
            }
            throw e;
        }
    }

    /** When it was written last. */
    private static String changed(Json object) {
        return object.at("metadata", "managedFields").items().stream()
                .map(entry -> entry.at("time").text())
                .max(String::compareTo)
                .orElse("");
    }
}
