package dev.workerapp.operator.faults.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Two API servers that are asked the same: both must give the same code and reason, change or not change the object, and
 * all that the one in memory says must be what the real one says too. The real one says more. Not thread-safe.
 */
final class BothServers {

    private static final JsonMapper JSON = new JsonMapper();

    /** What is another value on each server. */
    private static final Set<String> VOLATILE = Set.of(
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "time",
            "clusterIP",
            "message",
            "namespace");

    private final Server fake;
    private final Server real;

    BothServers(KubernetesClient fake, KubernetesClient real) {
        this.fake = new Server(fake, new HashMap<>());
        this.real = new Server(real, new HashMap<>());
    }

    /**
     * A server, and what it has said of objects.
     *
     * @param known UIDs and versions of objects, as {@code ${name.uid}} and {@code ${name.resourceVersion}}
     */
    record Server(KubernetesClient client, Map<String, String> known) {

        private HttpResponse<byte[]> send(String method, String path, String contentType, String body) {
            String filled = body;
            for (Map.Entry<String, String> entry : known.entrySet()) {
                filled = filled.replace(entry.getKey(), entry.getValue());
            }
            HttpRequest.Builder request = client.getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(client.getMasterUrl().toString().replaceFirst("/$", "") + path);
            request.method(method, contentType.isEmpty() ? null : contentType, filled.isEmpty() ? null : filled);
            return client.getHttpClient()
                    .sendAsync(request.build(), byte[].class)
                    .join();
        }

        /** Whether the object has another version than before. */
        private boolean learn(JsonNode object) {
            JsonNode metadata = object.path("metadata");
            String name = metadata.path("name").asText();
            if (!metadata.has("uid")) {
                return false;
            }
            known.put("${" + name + ".uid}", metadata.path("uid").asText());
            String version = metadata.path("resourceVersion").asText();
            return !version.equals(known.put("${" + name + ".resourceVersion}", version));
        }
    }

    Server fake() {
        return fake;
    }

    Server real() {
        return real;
    }

    /** The version of a collection on each. */
    record Versions(String fake, String real) {}

    /** The versions of a collection now. */
    Versions versions(String path) {
        return new Versions(version(fake, path), version(real, path));
    }

    private static String version(Server server, String path) {
        return read(server.send("GET", path, "", ""))
                .path("metadata")
                .path("resourceVersion")
                .asText();
    }

    /** Asks both, and compares. */
    void send(String method, String path, String contentType, String body) {
        String what = method + " " + path + " " + body;
        HttpResponse<byte[]> expected = real.send(method, path, contentType, body);
        HttpResponse<byte[]> given = fake.send(method, path, contentType, body);
        JsonNode said = read(given);
        JsonNode truth = read(expected);
        assertThat(given.code()).as(what + "\n" + truth + "\n" + said).isEqualTo(expected.code());
        if (given.code() >= 400) {
            assertThat(said.path("reason")).as(what).isEqualTo(truth.path("reason"));
        } else if (!said.path("kind").asText().equals("Status") && !method.equals("DELETE")) {
            if (!path.contains("dryRun")) {
                assertThat(fake.learn(said)).as(what + ": it changed").isEqualTo(real.learn(truth));
            }
            requireTrue(what, said, truth);
        }
    }

    private static JsonNode read(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the one says, the other says too. */
    private static void requireTrue(String where, JsonNode said, JsonNode truth) {
        if (said instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String at = where + " " + field.getKey();
                JsonNode there = truth.path(field.getKey());
                assertThat(there.isMissingNode())
                        .as(at + " is there in " + truth)
                        .isFalse();
                if (field.getKey().equals("managedFields")) {
                    assertThat(applied(field.getValue())).as(at).isEqualTo(applied(there));
                } else if (!VOLATILE.contains(field.getKey())) {
                    requireTrue(at, field.getValue(), there);
                }
            });
        } else if (said instanceof ArrayNode list) {
            assertThat(list).as(where).hasSameSizeAs(truth);
            for (int i = 0; i < list.size(); i++) {
                requireTrue(where + " " + i, list.get(i), truth.get(i));
            }
        } else {
            assertThat(said).as(where).isEqualTo(truth);
        }
    }

    /** What was applied, and not set in another way, without the times. */
    private static ArrayNode applied(JsonNode managedFields) {
        ArrayNode applied = JsonNodeFactory.instance.arrayNode();
        managedFields.forEach(entry -> {
            if (entry.path("operation").asText().equals("Apply")) {
                applied.add(((ObjectNode) entry.deepCopy()).without("time"));
            }
        });
        return applied;
    }
}
