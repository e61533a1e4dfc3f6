package dev.workerapp.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workerapp.crd.Names;
import dev.workerapp.testing.ApiServer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Specs at random that the schema takes; what only a rule refuses is made too. Each app leads to one field of the schema,
 * any as likely as any other, and has a few others besides.
 */
final class RandomApp {

    private static final JSONSchemaProps SPEC = spec();

    /** What a text may be, where no pattern says otherwise: nothing, names that mean something, more than ASCII. */
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "worker",
            "http",
            "/ready",
            "A_B",
            "JAVA_TOOL_OPTIONS",
            "-Xmx1g \"a b\"",
            "$(WORKER_INSTANCE)",
            "100%",
            "ä\u2028<&>");

    private static final List<String> QUANTITIES =
            List.of("1", "100m", "1.5Gi", "+1E3", "-1", ".5", "1.", "1e-1", "0", "9007199254740993", "1n", "3k", "1E");

    private static final IdentityHashMap<JSONSchemaProps, Integer> FIELDS = new IdentityHashMap<>();

    private final Random random;

    RandomApp(long seed) {
        this.random = new Random(seed);
    }

    private static JSONSchemaProps spec() {
        try {
            String crd = Files.readString(ApiServer.ROOT.resolve("crd/workerapps.workerapp.dev.yaml"));
            return Optional.ofNullable(Serialization.unmarshal(crd, CustomResourceDefinition.class)
                            .getSpec()
                            .getVersions()
                            .getFirst()
                            .getSchema()
                            .getOpenAPIV3Schema()
                            .getProperties()
                            .get("spec"))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next one, as JSON. */
    String json() {
        return Serialization.asJson(Map.of(
                "apiVersion",
                "workerapp.dev/v1",
                "kind",
                "WorkerApp",
                "metadata",
                Map.of("name", "shop", "namespace", "default", "uid", "1-2-3", "generation", 1),
                "spec",
                value(SPEC, true)));
    }

    /** @param onPath whether it is on the way to the field that this app is about */
    private Object value(JSONSchemaProps schema, boolean onPath) {
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return one(schema.getEnum().stream().map(JsonNode::asText).toList());
        }
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            return random.nextBoolean() ? number(schema) : text(schema);
        }
        return switch (schema.getType()) {
            case "integer" -> number(schema);
            case "boolean" -> random.nextBoolean();
            case "string" -> text(schema);
            case "array" ->
                IntStream.range(0, onPath ? 1 + random.nextInt(2) : random.nextInt(2))
                        .mapToObj(_ -> value(schema.getItems().getSchema(), onPath))
                        .toList();
            case "object" -> object(schema, onPath);
            default -> throw new IllegalStateException("no value of type " + schema.getType());
        };
    }

    private Map<String, Object> object(JSONSchemaProps schema, boolean onPath) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (schema.getAdditionalProperties() != null) {
            JSONSchemaProps values = schema.getAdditionalProperties().getSchema();
            IntStream.range(0, onPath ? 1 + random.nextInt(2) : random.nextInt(2))
                    .forEach(_ -> object.put(one(TEXTS), value(values, onPath)));
        }
        Map<String, JSONSchemaProps> properties =
                Optional.ofNullable(schema.getProperties()).orElse(Map.of());
        List<String> required = Optional.ofNullable(schema.getRequired()).orElse(List.of());
        String next = onPath ? nextOnPath(properties) : "";
        properties.forEach((name, property) -> {
            if (name.equals(next) || required.contains(name) || random.nextInt(20) == 0) {
                object.put(name, value(property, name.equals(next)));
            }
        });
        if (object.containsKey("name") && random.nextBoolean()) {
            object.put("name", Names.CONTAINER);
        }
        return object;
    }

    /** The property that leads on, or none: the field may be the object itself, with nothing in it. */
    private String nextOnPath(Map<String, JSONSchemaProps> properties) {
        int field = random.nextInt(
                1 + properties.values().stream().mapToInt(RandomApp::fields).sum());
        for (Map.Entry<String, JSONSchemaProps> property : properties.entrySet()) {
            field -= fields(property.getValue());
            if (field < 0) {
                return property.getKey();
            }
        }
        return "";
    }

    /** How many fields there are in a schema. */
    private static int fields(JSONSchemaProps schema) {
        int known = FIELDS.getOrDefault(schema, 0);
        if (known > 0) {
            return known;
        }
        int fields = 1
                + Stream.of(
                                Optional.ofNullable(schema.getProperties()).stream()
                                        .flatMap(properties -> properties.values().stream()),
                                Stream.ofNullable(schema.getItems()).map(items -> items.getSchema()),
                                Stream.ofNullable(schema.getAdditionalProperties())
                                        .map(values -> values.getSchema()))
                        .flatMap(parts -> parts)
                        .mapToInt(RandomApp::fields)
                        .sum();
        FIELDS.put(schema, fields);
        return fields;
    }

    private long number(JSONSchemaProps schema) {
        long least = Optional.ofNullable(schema.getMinimum()).orElse(-1.0).longValue();
        long most = Optional.ofNullable(schema.getMaximum()).orElse(1001.0).longValue();
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> random.nextLong(least, Math.min(most, least + 1000) + 1);
        };
    }

    private String text(JSONSchemaProps schema) {
        long longest = Optional.ofNullable(schema.getMaxLength()).orElse(Long.MAX_VALUE);
        long shortest = Optional.ofNullable(schema.getMinLength()).orElse(0L);
        String pattern = Optional.ofNullable(schema.getPattern()).orElse("");
        return one(Stream.concat(TEXTS.stream(), QUANTITIES.stream())
                .filter(text -> text.length() >= shortest && text.length() <= longest)
                .filter(text ->
                        java.util.regex.Pattern.compile(pattern).matcher(text).find())
                .toList());
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
