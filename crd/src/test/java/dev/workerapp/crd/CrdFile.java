package dev.workerapp.crd;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The CRD: what the generator makes of the classes, and what it can't know. */
final class CrdFile {

    static final String PATH = "crd/workerapps.workerapp.dev.yaml";

    /** A worker's host name is its pod's: app, dash, three digits of a slot, dash, five characters; 63 at most. */
    static final int LONGEST_NAME = 63 - 1 - 3 - 1 - 5;

    private CrdFile() {}

    static CustomResourceDefinition generate() {
        try {
            Path folder = Files.createTempDirectory("crd");
            new CRDGenerator()
                    .customResourceClasses(WorkerApp.class)
                    .inOutputDir(folder.toFile())
                    .forCRDVersions("v1")
                    .generate();
            try (Stream<Path> files = Files.list(folder)) {
                return complete(read(files.findFirst().orElseThrow()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CustomResourceDefinition read(Path file) throws IOException {
        return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
    }

    static String yaml(CustomResourceDefinition crd) {
        return "# Generated from the classes of crd/ by `make generate`.\n" + Serialization.asYaml(crd);
    }

    private static CustomResourceDefinition complete(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        crd.getSpec().getNames().setCategories(List.of("all"));
        version.setAdditionalPrinterColumns(columns());
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription("A fleet of JVM workers that is reloaded without losing a request.");
        root.setXKubernetesValidations(new ArrayList<>(nameRules()));
        root.setRequired(List.of("spec"));
        JSONSchemaProps spec = property(root, "spec");
        spec.setDescription("What the app asks for.");
        property(root, "status").setDescription("How the app stands. Written by the operator alone.");
        mapKeys(spec);
        property(spec, "podTemplate").getProperties().put("metadata", templateMetadata());
        property(spec, "podTemplate", "spec", "volumes", "ephemeral", "volumeClaimTemplate")
                .getProperties()
                .put("metadata", templateMetadata());
        // Kubernetes takes none in a template.
        property(spec, "podTemplate", "spec").getProperties().remove("ephemeralContainers");
        Bounds.set(root, WorkerApp.class);
        listMap(property(root, "status", "conditions"), "type");
        eachRuleOnce(root);
        return crd;
    }

    /** The generator repeats the rules of a field's type at the field; server-side apply takes no list with doubles. */
    private static void eachRuleOnce(JSONSchemaProps schema) {
        Set<String> seen = new HashSet<>();
        Optional.ofNullable(schema.getXKubernetesValidations())
                .ifPresent(rules -> rules.removeIf(rule -> !seen.add(rule.getRule())));
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).values().forEach(CrdFile::eachRuleOnce);
    }

    private static List<CustomResourceColumnDefinition> columns() {
        return List.of(
                column("Instances", "integer", ".status.desiredInstances", 0),
                column("Ready", "integer", ".status.ready", 0),
                column("Updated", "integer", ".status.updated", 0),
                column("Status", "string", ".status.state", 0),
                column("Restarts", "integer", ".status.restarts", 0),
                column("Revision", "string", ".status.targetRevision", 1),
                column("Image", "string", ".status.image", 1),
                column("Age", "date", ".metadata.creationTimestamp", 0));
    }

    private static CustomResourceColumnDefinition column(String name, String type, String path, int priority) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withType(type)
                .withJsonPath(path)
                .withPriority(priority)
                .build();
    }

    private static List<ValidationRule> nameRules() {
        return List.of(
                rule(
                        "self.metadata.name.size() <= " + LONGEST_NAME,
                        "metadata.name: at most " + LONGEST_NAME
                                + " characters, so that the host names of the workers stay distinct; use a shorter name."),
                rule(
                        "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
                        "metadata.name: lower-case letters, digits and dashes, beginning with a letter and not ending"
                                + " with a dash, since the Service has the same name."));
    }

    private static ValidationRule rule(String expression, String message) {
        return new ValidationRuleBuilder()
                .withRule(expression)
                .withMessage(message)
                .build();
    }

    /** Of a template's metadata only labels and annotations mean anything. */
    private static JSONSchemaProps templateMetadata() {
        JSONSchemaProps strings = new JSONSchemaPropsBuilder()
                .withType("object")
                .withMaxProperties(100L)
                .withAdditionalProperties(new JSONSchemaPropsOrBool(
                        null, new JSONSchemaPropsBuilder().withType("string").build()))
                .build();
        return new JSONSchemaPropsBuilder()
                .withType("object")
                .withProperties(new TreeMap<>(Map.of("labels", strings, "annotations", strings)))
                .build();
    }

    /**
     * The keys of the lists of Kubernetes' own types, which the generator does not know: without them server-side apply
     * takes a list as a whole, and the same name may stand in it twice.
     */
    private static void mapKeys(JSONSchemaProps schema) {
        Map<String, JSONSchemaProps> properties =
                Optional.ofNullable(schema.getProperties()).orElse(Map.of());
        properties.forEach((name, property) -> {
            Optional<JSONSchemaProps> items =
                    Optional.ofNullable(property.getItems()).map(list -> list.getSchema());
            items.ifPresent(item -> {
                mapKeys(item);
                Optional.ofNullable(KEYS.get(name))
                        .filter(key -> has(item, key))
                        .ifPresent(key -> listMap(property, key));
            });
            mapKeys(property);
        });
    }

    /** Key by list. A port is known by its number alone: an app that serves TCP and UDP on one must name protocols. */
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "imagePullSecrets", "name",
            "hostAliases", "ip");

    private static boolean has(JSONSchemaProps item, String key) {
        return item.getProperties() != null && item.getProperties().containsKey(key);
    }

    private static void listMap(JSONSchemaProps list, String key) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of(key));
        list.setMaxItems(Optional.ofNullable(list.getMaxItems()).orElse(100L));
        JSONSchemaProps item = list.getItems().getSchema();
        List<String> required =
                new ArrayList<>(Optional.ofNullable(item.getRequired()).orElse(List.of()));
        if (!required.contains(key)) {
            required.add(key);
        }
        item.setRequired(required);
        // What a rule compares must be bounded, or the API server takes the rule for too dear.
        property(item, key).setMaxLength(253L);
    }

    /** What is at a path; that of a list's items goes on at the list. */
    private static JSONSchemaProps property(JSONSchemaProps schema, String... path) {
        JSONSchemaProps result = schema;
        for (String name : path) {
            JSONSchemaProps parent =
                    result.getItems() == null ? result : result.getItems().getSchema();
            result = Optional.ofNullable(parent.getProperties().get(name)).orElseThrow();
        }
        return result;
    }
}
