package dev.workerapp.crd;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import java.util.Optional;

/**
 * The bounds and formats of the numbers in the schema, which the generator does not write: the API server then refuses
 * what no client can read. They follow from the classes: what is an {@code Integer} is an {@code int32}. A bound that a
 * field has by an annotation stays.
 */
final class Bounds {

    /** The range of a number, both ends included. */
    private record Range(long from, long to) {}

    /** The largest integer that is exact in JSON (RFC 8259, section 6). */
    private static final long LARGEST = (1L << 53) - 1;

    private static final Range PORT = new Range(1, 65535);

    /** What Kubernetes itself takes for these fields (k8s.io/kubernetes/pkg/apis/core/validation), by name. */
    private static final Map<String, Range> RANGES = Map.ofEntries(
            Map.entry("containerPort", PORT),
            Map.entry("port", PORT),
            Map.entry("hostPort", new Range(0, 65535)),
            Map.entry("defaultMode", new Range(0, 0777)),
            Map.entry("mode", new Range(0, 0777)),
            Map.entry("weight", new Range(1, 100)),
            Map.entry("priority", new Range(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry("tolerationSeconds", new Range(-LARGEST, LARGEST)),
            Map.entry("activeDeadlineSeconds", new Range(1, Integer.MAX_VALUE)),
            Map.entry("runAsUser", new Range(0, Integer.MAX_VALUE)),
            Map.entry("runAsGroup", new Range(0, Integer.MAX_VALUE)),
            Map.entry("stopExitCodes", new Range(0, 255)),
            Map.entry("fsGroup", new Range(0, Integer.MAX_VALUE)),
            Map.entry("supplementalGroups", new Range(0, Integer.MAX_VALUE)));

    /** That of resource.Quantity (k8s.io/apimachinery), as controller-gen writes it. */
    static final String QUANTITY =
            "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

    /** The name of a port: at most 15 characters (RFC 6335, section 5.1). */
    private static final String PORT_NAME = "^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$";

    private static final SerializationConfig CLASSES =
            JsonMapper.builder().build().getSerializationConfig();

    private Bounds() {}

    /** Sets them in the schema of a class, and in all that is below. */
    static void set(JSONSchemaProps schema, Class<?> type) {
        set("", schema, CLASSES.constructType(type));
    }

    private static void set(String name, JSONSchemaProps schema, JavaType type) {
        if (type.hasRawClass(Integer.class)) {
            number(schema, "int32", RANGES.getOrDefault(name, new Range(0, Integer.MAX_VALUE)));
        } else if (type.hasRawClass(Long.class)) {
            number(schema, "int64", RANGES.getOrDefault(name, new Range(0, LARGEST)));
        } else if (type.hasRawClass(Quantity.class)) {
            schema.setPattern(QUANTITY);
            range(schema, new Range(-LARGEST, LARGEST));
        } else if (type.hasRawClass(IntOrString.class)) {
            numberOrText(name, schema);
        } else if (type.isMapLikeType()) {
            Optional.ofNullable(schema.getAdditionalProperties())
                    .ifPresent(values -> set(name, values.getSchema(), type.getContentType()));
        } else if (type.isCollectionLikeType()) {
            set(name, schema.getItems().getSchema(), type.getContentType());
        } else if (schema.getProperties() != null) {
            CLASSES.introspect(type).findProperties().forEach(property -> set(schema, property));
        }
    }

    private static void set(JSONSchemaProps schema, BeanPropertyDefinition property) {
        Optional.ofNullable(schema.getProperties().get(property.getName()))
                .ifPresent(own -> set(property.getName(), own, property.getPrimaryType()));
    }

    private static void number(JSONSchemaProps schema, String format, Range range) {
        schema.setFormat(format);
        range(schema, range);
    }

    private static void range(JSONSchemaProps schema, Range range) {
        schema.setMinimum(Optional.ofNullable(schema.getMinimum()).orElse((double) range.from()));
        schema.setMaximum(Optional.ofNullable(schema.getMaximum()).orElse((double) range.to()));
    }

    /** A port by its number or name, where no rule says otherwise. */
    private static void numberOrText(String name, JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() == null
                || schema.getXKubernetesValidations().isEmpty()) {
            schema.setPattern(PORT_NAME);
            range(schema, RANGES.getOrDefault(name, new Range(0, Integer.MAX_VALUE)));
        }
    }
}
