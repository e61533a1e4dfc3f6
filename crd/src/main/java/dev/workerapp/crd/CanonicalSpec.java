package dev.workerapp.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The identity of a revision: the fields of the spec that reload, and the reload and restart tokens, as JSON with sorted
 * keys. A field that has its default is left out, so that a field which a later version adds makes no new revision.
 * Lists and quantities stay as they were written. Thread-safe.
 */
public final class CanonicalSpec {

    /** Where nothing at all means something else: an empty selector takes everything, one that is left out does not. */
    private static final Set<String> SELECTORS = Set.of("labelSelector", "namespaceSelector");

    private static final JsonMapper JSON = new JsonMapper();
    private static final WorkerAppSpec DEFAULTS = withDefaults(WorkerAppSpec.class);

    private CanonicalSpec() {}

    /** The canonical JSON of what this app's workers run. */
    public static String of(WorkerApp app) {
        ObjectNode result = canonicalRecord(app.getSpec(), DEFAULTS);
        annotation(app, Names.RELOAD_REQUESTED_AT).ifPresent(token -> result.put("reloadToken", token));
        annotation(app, Names.RESTART_REQUESTED_AT).ifPresent(token -> result.put("restartToken", token));
        return sorted(result).toString();
    }

    /** The restart token of an app, empty if it has none. */
    public static String restartToken(WorkerApp app) {
        return annotation(app, Names.RESTART_REQUESTED_AT).orElse("");
    }

    private static Optional<String> annotation(WorkerApp app, String name) {
        Map<String, String> annotations = app.getMetadata().getAnnotations();
        return Optional.ofNullable(annotations == null ? null : annotations.get(name))
                .filter(token -> !token.isEmpty());
    }

    private static ObjectNode canonicalRecord(Record value, Record defaults) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = read(component, value);
            Object byDefault = read(component, defaults);
            OnChange onChange = component.getAnnotation(OnChange.class);
            if (onChange == null && field instanceof Record nested) {
                Record nestedDefaults = byDefault instanceof Record there ? there : withDefaults(nested.getClass());
                ObjectNode inner = canonicalRecord(nested, nestedDefaults);
                if (!inner.isEmpty()) {
                    result.set(component.getName(), inner);
                }
            } else if (onChange != null && onChange.value() == Effect.RELOADS) {
                JsonNode node = pruned(JSON.valueToTree(field));
                if (!isEmpty(node) && !node.equals(pruned(JSON.valueToTree(byDefault)))) {
                    result.set(component.getName(), node);
                }
            }
        }
        return result;
    }

    /** A record that was given nothing at all. */
    private static <R extends Record> R withDefaults(Class<R> type) {
        Class<?>[] components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(components).newInstance(new Object[components.length]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the constructor of a public record can't be called: " + type, e);
        }
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            return Optional.ofNullable(component.getAccessor().invoke(value))
                    .orElse(JsonNodeFactory.instance.nullNode());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the accessor of a public record can't be called: " + component, e);
        }
    }

    // Libraries differ, from version to version, in whether they write what is null or empty.
    private static JsonNode pruned(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                object.forEach(CanonicalSpec::pruned);
                object.properties()
                        .removeIf(field -> isEmpty(field.getValue())
                                && !(field.getValue().isObject() && SELECTORS.contains(field.getKey())));
            }
            case ArrayNode array -> array.forEach(CanonicalSpec::pruned);
            default -> {}
        }
        return node;
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull() || (node.isContainerNode() && node.isEmpty());
    }

    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode result = JsonNodeFactory.instance.objectNode();
                TreeSet<String> names = new TreeSet<>();
                object.fieldNames().forEachRemaining(names::add);
                names.forEach(name -> result.set(name, sorted(object.get(name))));
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> result.add(sorted(element)));
                yield result;
            }
            default -> node;
        };
    }
}
