package dev.workerapp.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Fields of a spec as JSON with sorted keys: those that reload, which are the identity of a revision, and those that say
 * how a version starts. A field that has its default is left out, so that a field which a later version adds makes no new
 * revision. Lists and quantities stay as they were written. Thread-safe.
 */
public final class CanonicalSpec {

    /** Where nothing at all means something else: an empty selector takes everything, one that is left out does not. */
    private static final Set<String> SELECTORS = Set.of("labelSelector", "namespaceSelector");

    private static final JsonMapper JSON = new JsonMapper();
    private static final WorkerAppSpec DEFAULTS = withDefaults(WorkerAppSpec.class);

    private CanonicalSpec() {}

    /** What the workers of a spec run: the fields that reload. */
    public static String of(WorkerAppSpec spec) {
        return sorted(canonicalRecord(spec, DEFAULTS, Effect.RELOADS)).toString();
    }

    /** How a version of a spec starts: a revision that failed under another policy is tried again. */
    public static String startPolicy(WorkerAppSpec spec) {
        return sorted(canonicalRecord(spec, DEFAULTS, Effect.TRIES_AGAIN)).toString();
    }

    private static ObjectNode canonicalRecord(Record value, Record defaults, Effect effect) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = read(component, value);
            Object byDefault = read(component, defaults);
            OnChange onChange = component.getAnnotation(OnChange.class);
            if (onChange == null && field instanceof Record nested) {
                Record nestedDefaults = byDefault instanceof Record there ? there : withDefaults(nested.getClass());
                ObjectNode inner = canonicalRecord(nested, nestedDefaults, effect);
                if (!inner.isEmpty()) {
                    result.set(component.getName(), inner);
                }
            } else if (onChange != null && onChange.value() == effect) {
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
