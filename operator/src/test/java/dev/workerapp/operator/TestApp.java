package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An app, {@code shop} if nothing else is said, in a namespace of its own, seen and changed as a user does. */
record TestApp(KubernetesClient client, String namespace, String name) {

    static final String NAME = "shop";

    /** Makes the namespace; the app comes with {@link #apply}. */
    static TestApp in(KubernetesClient client, String namespace) {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        client.serviceAccounts()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("default")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
        return new TestApp(client, namespace, NAME);
    }

    /** Another app in the same namespace. */
    TestApp named(String other) {
        return new TestApp(client, namespace, other);
    }

    /** Creates the app: two workers of {@code example/shop:v1}, and what is said besides, as YAML of the spec. */
    void apply(String more) {
        apply("shop:v1", more);
    }

    /** The same, with another image. */
    void apply(String image, String more) {
        String yaml =
                """
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: %s, namespace: %s}
                spec:
                  instances: 2
                  image: example/%s
                  port: 8080
                %s
                """.formatted(name, namespace, image, withoutProbation(more).indent(2));
        client.resource(yaml).create();
    }

    /** Nobody waits ten seconds for each reload, but where a test says so. */
    private static String withoutProbation(String spec) {
        if (spec.contains("probationSeconds")) {
            return spec;
        }
        return spec.contains("reload: {")
                ? spec.replace("reload: {", "reload: {probationSeconds: 0, ")
                : spec + "\nreload: {probationSeconds: 0}";
    }

    Resource<WorkerApp> resource() {
        return client.resources(WorkerApp.class).inNamespace(namespace).withName(name);
    }

    /** Changes the app by a JSON merge patch. */
    void patch(String json) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    /** Sets an annotation of one of its workers. */
    void annotate(Pod worker, String annotation, String value) {
        client.pods()
                .inNamespace(namespace)
                .withName(worker.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + annotation + "\":\"" + value + "\"}}}");
    }

    void image(String tag) {
        patch("{\"spec\":{\"image\":\"example/shop:" + tag + "\"}}");
    }

    WorkerApp get() {
        return Optional.ofNullable(resource().get()).orElseThrow();
    }

    WorkerAppStatus status() {
        return Optional.ofNullable(get().getStatus()).orElseThrow();
    }

    /** What was reported in the app's namespace for this reason. */
    Stream<Event> events(String reason) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()));
    }

    /** Waits until the status speaks of the newest spec and is as said. */
    WorkerAppStatus await(String what, Predicate<WorkerAppStatus> predicate) {
        Awaitility.await(what).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            WorkerApp app = get();
            WorkerAppStatus status = Optional.ofNullable(app.getStatus()).orElseThrow();
            assertThat(status.observedGeneration()).isEqualTo(app.getMetadata().getGeneration());
            assertThat(status).as(what).matches(predicate);
        });
        return status();
    }

    /** Whether the status speaks of the newest spec and is as said. */
    boolean says(Predicate<WorkerAppStatus> predicate) {
        WorkerApp app = get();
        return app.getStatus() != null
                && Objects.equals(
                        app.getStatus().observedGeneration(), app.getMetadata().getGeneration())
                && predicate.test(app.getStatus());
    }

    /** Waits until the condition has this status. */
    WorkerAppStatus awaitCondition(String type, String value) {
        return await(
                type + "=" + value,
                status -> condition(status, type).getStatus().equals(value));
    }

    static Condition condition(WorkerAppStatus status, String type) {
        return Stream.ofNullable(status.conditions())
                .flatMap(List::stream)
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElseThrow();
    }

    /** The app's pods that are not on their way out. */
    List<Pod> workers() {
        return client.pods().inNamespace(namespace).withLabel(Names.APP, name).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** The app's revisions, and what others of its name have left. */
    List<ControllerRevision> revisions() {
        return client.apps()
                .controllerRevisions()
                .inNamespace(namespace)
                .withLabel(Names.APP, name)
                .list()
                .getItems();
    }

    /** The UIDs of the workers, sorted. */
    List<String> uids() {
        return workers().stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    /** What the status says of configuration. */
    static ConfigStatus config(WorkerAppStatus status) {
        return Optional.ofNullable(status.config()).orElseThrow();
    }

    /** Writes the ConfigMap {@code settings}. */
    void putSettings(Map<String, String> data) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(data)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** Writes the Secret {@code db}. */
    void putPassword(String password) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("db")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("password", password))
                        .build())
                .createOr(existing -> existing.update());
    }

    /** The image tags of the workers, in the order of their slots. */
    List<String> tags() {
        return workers().stream()
                .sorted(Comparator.comparing(
                        pod -> pod.getMetadata().getLabels().get(Names.SLOT)))
                .map(TestKubelet::tag)
                .toList();
    }

    void awaitTags(String... tags) {
        Awaitility.await().untilAsserted(() -> assertThat(tags()).containsExactly(tags));
    }
}
