package dev.workerapp.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What Kustomize must be told of a custom resource: the keys of its lists, and where it names other objects. Both follow
 * from what the API server publishes of Kubernetes' own types, so that they cover each field of a pod.
 *
 * <p>A schema that a kustomization brings takes the place of the one that is built in. So it has the keys and the scopes of
 * Kubernetes' own kinds too, and nothing else of them.
 */
final class KustomizeFiles {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KIND = "x-kubernetes-group-version-kind";
    private static final String REFERENCE = "$ref";
    private static final String DEFINITIONS = "#/definitions/";
    private static final String CORE = "io.k8s.api.core.v1.";

    /** Fields of a WorkerApp that have a type of Kubernetes. */
    private static final Map<String, String> FIELDS = new TreeMap<>(
            Map.of("podTemplate", CORE + "PodTemplateSpec", "env", CORE + "EnvVar", "envFrom", CORE + "EnvFromSource"));

    /** Which kind a type of Kubernetes names, and by which of its fields. */
    private static final Map<String, Target> TARGETS = Map.of(
            CORE + "ConfigMapKeySelector", new Target("ConfigMap", "name"),
            CORE + "ConfigMapEnvSource", new Target("ConfigMap", "name"),
            CORE + "ConfigMapVolumeSource", new Target("ConfigMap", "name"),
            CORE + "ConfigMapProjection", new Target("ConfigMap", "name"),
            CORE + "SecretKeySelector", new Target("Secret", "name"),
            CORE + "SecretEnvSource", new Target("Secret", "name"),
            CORE + "SecretVolumeSource", new Target("Secret", "secretName"),
            CORE + "SecretProjection", new Target("Secret", "name"),
            CORE + "LocalObjectReference", new Target("Secret", "name"),
            CORE + "PersistentVolumeClaimVolumeSource", new Target("PersistentVolumeClaim", "claimName"));

    private record Target(String kind, String field) {}

    private final JsonNode published;

    /** @param openApi what the API server answers at {@code /openapi/v2} */
    KustomizeFiles(String openApi) throws JsonProcessingException {
        published = JSON.readTree(openApi);
    }

    /** The schema: kinds, their lists' keys, and which kinds are of a namespace. */
    String schema() throws JsonProcessingException {
        ObjectNode definitions = JSON.createObjectNode();
        Set<String> wanted = new TreeSet<>();
        names(published.path("definitions"))
                .filter(name -> !name.startsWith("dev.workerapp."))
                .filter(this::hasKeys)
                .forEach(wanted::add);
        for (String name : wanted) {
            definitions.set(name, keysOf(definition(name)));
        }
        definitions.set("dev.workerapp.v1.WorkerApp", workerApp());
        ObjectNode result = JSON.createObjectNode();
        result.set("definitions", definitions);
        result.set("paths", scopes());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n";
    }

    private JsonNode definition(String name) {
        return published.path("definitions").path(name);
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    private boolean hasKeys(String name) {
        return hasKeys(definition(name), new TreeSet<>(Set.of(name)));
    }

    private boolean hasKeys(JsonNode schema, Set<String> seen) {
        if (isKeyed(schema)) {
            return true;
        }
        String reference = reference(schema);
        if (!reference.isEmpty()) {
            return seen.add(reference) && hasKeys(definition(reference), seen);
        }
        return schema.path("properties").valueStream().anyMatch(property -> hasKeys(property, seen))
                || (schema.has("items") && hasKeys(schema.get("items"), seen));
    }

    private static boolean isKeyed(JsonNode schema) {
        return names(schema).anyMatch(KustomizeFiles::isKey);
    }

    private static boolean isKey(String extension) {
        return extension.startsWith("x-kubernetes-patch-") || extension.startsWith("x-kubernetes-list-");
    }

    private static String reference(JsonNode schema) {
        String reference = schema.path(REFERENCE).asText();
        return reference.startsWith(DEFINITIONS) ? reference.substring(DEFINITIONS.length()) : "";
    }

    /** A schema with nothing but what leads to keys. */
    private ObjectNode keysOf(JsonNode schema) {
        ObjectNode result = JSON.createObjectNode();
        for (String name : List.of(REFERENCE, "type", KIND)) {
            if (schema.has(name)) {
                result.set(name, schema.get(name));
            }
        }
        names(schema).filter(KustomizeFiles::isKey).forEach(name -> result.set(name, schema.get(name)));
        if (schema.has("items")) {
            result.set("items", keysOf(schema.get("items")));
        }
        ObjectNode properties = JSON.createObjectNode();
        schema.path("properties").properties().stream()
                .filter(property -> hasKeys(property.getValue(), new TreeSet<>()))
                .forEach(property -> properties.set(property.getKey(), keysOf(property.getValue())));
        if (!properties.isEmpty()) {
            result.set("properties", properties);
        }
        return result;
    }

    private ObjectNode workerApp() {
        ObjectNode app = JSON.createObjectNode();
        app.put("type", "object");
        app.putArray(KIND)
                .addObject()
                .put("group", "workerapp.dev")
                .put("kind", "WorkerApp")
                .put("version", "v1");
        ObjectNode properties = app.putObject("properties");
        properties
                .putObject("metadata")
                .put(REFERENCE, DEFINITIONS + "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
        ObjectNode fields = properties.putObject("spec").put("type", "object").putObject("properties");
        FIELDS.forEach((field, type) -> {
            ObjectNode schema = fields.putObject(field);
            if (field.equals("podTemplate")) {
                schema.put(REFERENCE, DEFINITIONS + type);
            } else {
                JsonNode inContainer =
                        definition(CORE + "Container").path("properties").path(field);
                schema.setAll(keysOf(inContainer));
            }
        });
        return app;
    }

    /** Kustomize learns from the paths which kinds are of a namespace. */
    private ObjectNode scopes() {
        ObjectNode result = JSON.createObjectNode();
        published.path("paths").properties().forEach(path -> {
            JsonNode kind = path.getValue().path("get").path(KIND);
            if (kind.isObject()
                    && path.getKey().endsWith("/{name}")
                    && !path.getKey().contains("workerapp.dev")) {
                result.putObject(path.getKey()).putObject("get").set(KIND, kind);
            }
        });
        return result;
    }

    /** Where a WorkerApp names objects of the kinds that Kustomize may rename, as the path of Kustomize's fieldSpec. */
    Map<String, Set<String>> references() {
        Map<String, Set<String>> result = new TreeMap<>();
        FIELDS.forEach((field, type) -> collect("spec/" + field, type, new TreeSet<>(), result));
        result.computeIfAbsent("ServiceAccount", _ -> new TreeSet<>())
                .addAll(Set.of("spec/podTemplate/spec/serviceAccountName", "spec/podTemplate/spec/serviceAccount"));
        result.computeIfAbsent("PriorityClass", _ -> new TreeSet<>()).add("spec/podTemplate/spec/priorityClassName");
        for (String kind : List.of("ConfigMap", "Secret")) {
            result.computeIfAbsent(kind, _ -> new TreeSet<>()).add("spec/reload/config/ignore/name");
        }
        return result;
    }

    private void collect(String path, String type, Set<String> above, Map<String, Set<String>> result) {
        Target target = TARGETS.get(type);
        if (target != null) {
            result.computeIfAbsent(target.kind(), _ -> new TreeSet<>()).add(path + "/" + target.field());
        }
        if (!above.add(type)) {
            return;
        }
        definition(type).path("properties").properties().stream()
                .filter(KustomizeFiles::isOfTemplates)
                .forEach(property -> {
                    JsonNode schema = property.getValue();
                    String next = reference(schema.has("items") ? schema.get("items") : schema);
                    if (!next.isEmpty()) {
                        collect(path + "/" + property.getKey(), next, above, result);
                    }
                });
        above.remove(type);
    }

    /** Kubernetes takes no ephemeral containers in a template. */
    private static boolean isOfTemplates(Map.Entry<String, JsonNode> property) {
        return !property.getKey().equals("ephemeralContainers");
    }

    /** Kustomize's configuration: what is a name, an image, a number of replicas, a label of pods. */
    String configuration() {
        StringBuilder yaml = new StringBuilder("""
                # Generated from the API server's types by `make generate`.
                images:
                - {path: spec/image, group: workerapp.dev, kind: WorkerApp}
                replicas:
                - {path: spec/instances, group: workerapp.dev, kind: WorkerApp, create: true}
                commonLabels:
                - {path: spec/podTemplate/metadata/labels, group: workerapp.dev, kind: WorkerApp, create: true}
                templateLabels:
                - {path: spec/podTemplate/metadata/labels, group: workerapp.dev, kind: WorkerApp, create: true}
                commonAnnotations:
                - {path: spec/podTemplate/metadata/annotations, group: workerapp.dev, kind: WorkerApp, create: true}
                nameReference:
                # The Service and the budget have the app's name.
                - kind: WorkerApp
                  group: workerapp.dev
                  fieldSpecs:
                  - {path: spec/scaleTargetRef/name, kind: HorizontalPodAutoscaler}
                  - {path: spec/scaleTargetRef/name, kind: ScaledObject}
                  - {path: spec/targetRef/name, kind: VerticalPodAutoscaler}
                  - {path: spec/defaultBackend/service/name, kind: Ingress}
                  - {path: spec/rules/http/paths/backend/service/name, kind: Ingress}
                  - {path: spec/rules/backendRefs/name, kind: HTTPRoute}
                  - {path: spec/rules/backendRefs/name, kind: GRPCRoute}
                """);
        references().forEach((kind, paths) -> {
            yaml.append("- kind: ").append(kind).append('\n');
            yaml.append(kind.equals("PriorityClass") ? "  group: scheduling.k8s.io\n" : "  version: v1\n");
            yaml.append("  fieldSpecs:\n");
            paths.forEach(path ->
                    yaml.append("  - {path: ").append(path).append(", group: workerapp.dev, kind: WorkerApp}\n"));
        });
        return yaml.toString();
    }
}
