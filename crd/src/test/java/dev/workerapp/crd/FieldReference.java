package dev.workerapp.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The field reference: the records' fields, with what the generated schema says of them. */
final class FieldReference {

    private static String effect(Effect effect) {
        return switch (effect) {
            case NOTHING -> "nothing";
            case AT_ONCE -> "at once";
            case TRIES_AGAIN -> "at once, tries again";
            case SCALES -> "scales";
            case RELOADS -> "reloads";
        };
    }

    private FieldReference() {}

    static String markdown() {
        JSONSchemaProps root = CrdFile.generate()
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
        StringBuilder page = new StringBuilder("""
                # Field reference

                Generated from the classes of `crd/` by `make generate`. *A change* says what happens to running \
                workers: it **reloads** them, **scales**, or takes effect **at once** without touching them. Where it **tries \
                again**, a revision that failed is started anew with the new value; with other fields it is not.

                ## spec

                | field | type | default | meaning | a change |
                | --- | --- | --- | --- | --- |
                """);
        rows("", WorkerAppSpec.class, property(root, "spec")).forEach(page::append);
        page.append("\n## status\n\n| field | type | meaning |\n| --- | --- | --- |\n");
        statusRows("", WorkerAppStatus.class, property(root, "status")).forEach(page::append);
        page.append("\n## What is refused, and the answer\n\n");
        messages(root)
                .distinct()
                .forEach(message -> page.append("- ").append(message).append('\n'));
        return page.toString();
    }

    private static List<String> rows(String prefix, Class<?> type, JSONSchemaProps schema) {
        List<String> rows = new ArrayList<>();
        for (RecordComponent field : type.getRecordComponents()) {
            JSONSchemaProps own = property(schema, field.getName());
            String name = prefix + field.getName();
            OnChange onChange = field.getAnnotation(OnChange.class);
            if (onChange == null) {
                rows.addAll(rows(name + ".", field.getType(), own));
            } else {
                rows.add("| `%s` | %s | %s | %s | %s |\n"
                        .formatted(name, type(own), byDefault(own), own.getDescription(), effect(onChange.value())));
            }
        }
        return rows;
    }

    private static List<String> statusRows(String prefix, Class<?> type, JSONSchemaProps schema) {
        List<String> rows = new ArrayList<>();
        for (RecordComponent field : type.getRecordComponents()) {
            JSONSchemaProps own = property(schema, field.getName());
            rows.add("| `%s` | %s | %s |\n".formatted(prefix + field.getName(), type(own), own.getDescription()));
            if (field.getType().isRecord()) {
                rows.addAll(statusRows(prefix + field.getName() + ".", field.getType(), own));
            } else if (field.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> element
                    && element.isRecord()) {
                rows.addAll(statusRows(
                        prefix + field.getName() + "[].",
                        element,
                        own.getItems().getSchema()));
            }
        }
        return rows;
    }

    private static String type(JSONSchemaProps schema) {
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().stream()
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        String type = Boolean.TRUE.equals(schema.getXKubernetesIntOrString())
                ? "integer or percentage"
                : Optional.ofNullable(schema.getType()).orElse("any");
        return type + range(schema);
    }

    private static String range(JSONSchemaProps schema) {
        String from = schema.getMinimum() == null
                ? ""
                : String.valueOf(schema.getMinimum().longValue());
        String to = schema.getMaximum() == null
                ? ""
                : String.valueOf(schema.getMaximum().longValue());
        return from.isEmpty() && to.isEmpty() ? "" : ", " + from + "–" + to;
    }

    private static String byDefault(JSONSchemaProps schema) {
        return schema.getDefault() == null || schema.getDefault().isNull()
                ? ""
                : "`" + schema.getDefault().asText(schema.getDefault().toString()) + "`";
    }

    /** The messages of all rules in a schema. */
    static Stream<String> messages(JSONSchemaProps schema) {
        return Stream.concat(
                Stream.ofNullable(schema.getXKubernetesValidations())
                        .flatMap(List::stream)
                        .map(rule -> rule.getMessage()),
                Stream.ofNullable(schema.getProperties())
                        .flatMap(properties -> properties.values().stream())
                        .flatMap(FieldReference::messages));
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Optional.ofNullable(schema.getProperties().get(name)).orElseThrow();
    }
}
