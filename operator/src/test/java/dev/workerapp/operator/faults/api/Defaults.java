package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.testing.ApiServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** What the API server adds to an object that is created, as far as the operator reads it. */
final class Defaults {

    private static final JsonNode SCHEMA = schema();

    private Defaults() {}

    private static JsonNode schema() {
        try {
            String crd = Files.readString(ApiServer.ROOT.resolve("crd/workerapps.workerapp.dev.yaml"));
            return Serialization.unmarshal(crd, JsonNode.class)
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills them in. */
    static void fill(Key key, ObjectNode object) {
        switch (key.resource()) {
            case "workerapps" -> {
                object.withObject("/metadata").put("generation", 1);
                object.remove("status");
                fill(object.withObject("/spec"), SCHEMA);
            }
            case "pods" -> pod(object);
            case "services" -> {
                ObjectNode spec = object.withObject("/spec");
                List.of("internalTrafficPolicy:Cluster", "sessionAffinity:None", "type:ClusterIP", "clusterIP:10.0.0.1")
                        .forEach(field -> spec.put(field.split(":", 2)[0], field.split(":", 2)[1]));
                object.withObject("/status").putObject("loadBalancer");
            }
            default -> {}
        }
    }

    private static void pod(ObjectNode pod) {
        ObjectNode spec = pod.withObject("/spec");
        // By the admission plug-in DefaultTolerationSeconds.
        for (String taint : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
            spec.withArray("/tolerations")
                    .addObject()
                    .put("key", taint)
                    .put("operator", "Exists")
                    .put("effect", "NoExecute")
                    .put("tolerationSeconds", 300);
        }
        pod.withObject("/status").put("phase", "Pending");
    }

    private static void fill(ObjectNode value, JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode byDefault = property.getValue().path("default");
            if (!value.has(property.getKey()) && !byDefault.isMissingNode()) {
                value.set(property.getKey(), byDefault.deepCopy());
            }
            if (value.path(property.getKey()) instanceof ObjectNode nested) {
                fill(nested, property.getValue());
            }
        });
    }
}
