package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Copies of ConfigMaps and Secrets: each revision has its content, and a rollback restores it. */
@ExtendWith(ControlPlane.class)
class ConfigCopiesOnApiServerTest {

    private static final String RELOAD =
            "reload: {onConfigChange: Reload, config: {quietSeconds: 0, minIntervalSeconds: 0}}";
    private static final String BEHAVIOR =
            "env: [{name: BEHAVIOR, valueFrom: {configMapKeyRef: {name: settings, key: behavior}}}]\n";

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;

    ConfigCopiesOnApiServerTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "copies-" + number++);
    }

    @AfterEach
    void delete() {
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void content_that_fails_is_rolled_back_and_the_object_stays_as_it_was_written() {
        put("good");
        app.apply(BEHAVIOR + RELOAD);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();
            String revision = app.status().targetRevision();

            put("crash");
            ConfigMap written = settings();
            app.await("it is rolled back", status -> "RolledBack".equals(status.state()));
            Awaitility.await("the first workers are left")
                    .until(() -> app.uids().equals(first));
            assertThat(app.status().stableRevision()).isEqualTo(revision);
            app.await(
                    "it is reported",
                    status -> "ConfigFailed".equals(config(status).reason())
                            && String.valueOf(config(status).message()).contains("ConfigMap settings"));

            app.client().resource(app.workers().getFirst()).delete();
            Awaitility.await("another worker comes")
                    .until(() -> app.uids().size() == 2 && !app.uids().equals(first));
            assertThat(contents()).containsExactly("good", "good");
            app.await("it serves", status -> Objects.equals(status.available(), 2));
            assertThat(settings()).isEqualTo(written);
            assertThat(app.revisions()).hasSize(2);

            put("better");
            app.awaitCondition("Ready", "True");
            Awaitility.await("all have it")
                    .untilAsserted(() -> assertThat(contents()).containsExactly("better", "better"));
        }
    }

    @Test
    void content_that_fails_in_one_app_is_rolled_back_there_and_is_not_tried_in_another() {
        List<TestApp> apps = List.of(app, app.named("other"));
        put("good");
        apps.forEach(one -> one.apply(BEHAVIOR + RELOAD));
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            apps.forEach(one -> one.awaitCondition("Ready", "True"));

            put("crash");
            Awaitility.await("one has tried it, and the other one waits").until(() -> apps.stream()
                    .filter(one -> one.says(status -> "RolledBack".equals(status.state())))
                    .anyMatch(tried -> apps.stream()
                            .filter(one -> !one.equals(tried))
                            .allMatch(one -> one.says(status ->
                                    String.valueOf(config(status).message()).contains("failed in " + tried.name())))));
            apps.forEach(one -> Awaitility.await("all workers have what worked")
                    .untilAsserted(() -> assertThat(contents(one)).containsExactly("good", "good")));

            put("better");
            apps.forEach(one -> Awaitility.await("all workers have what works")
                    .untilAsserted(() -> assertThat(contents(one)).containsExactly("better", "better")));
        }
    }

    @Test
    void copies_have_the_keys_that_are_used_and_nothing_else_of_the_object() {
        app.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .withNamespace(app.namespace())
                        .addToLabels("app.kubernetes.io/instance", "tracked")
                        .addToAnnotations("argocd.argoproj.io/tracking-id", "tracked")
                        .endMetadata()
                        .withData(Map.of("behavior", "good", "other", "x"))
                        .withBinaryData(Map.of("bytes", "AP8=", "more", "AP8="))
                        .build())
                .create();
        app.apply(BEHAVIOR + RELOAD + """

                podTemplate:
                  spec:
                    containers: [{name: worker}]
                    volumes: [{name: v, configMap: {name: settings, items: [{key: bytes, path: b}]}}]
                """);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");

            ConfigMap copy = copies().getFirst();
            assertThat(copies()).hasSize(1);
            assertThat(copy.getImmutable()).isTrue();
            assertThat(copy.getData()).isEqualTo(Map.of("behavior", "good"));
            assertThat(copy.getBinaryData()).isEqualTo(Map.of("bytes", "AP8="));
            assertThat(copy.getMetadata().getLabels()).isEqualTo(Map.of(Names.APP, app.name()));
            assertThat(copy.getMetadata().getAnnotations()).isNullOrEmpty();
            assertThat(app.workers()).allSatisfy(pod -> {
                assertThat(pod.getSpec().getVolumes())
                        .filteredOn(volume -> volume.getName().equals("v"))
                        .extracting(volume -> volume.getConfigMap().getName())
                        .containsExactly(copy.getMetadata().getName());
                assertThat(pod.getMetadata().getAnnotations())
                        .containsEntry(Names.COPIES, copy.getMetadata().getName());
            });
        }
    }

    @Test
    void a_worker_of_the_old_revision_that_is_made_in_the_middle_of_a_reload_reads_the_old_content() {
        put("good");
        app.apply(BEHAVIOR + RELOAD.replace("reload: {", "reload: {probationSeconds: 600, "));
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.await("it serves", status -> Objects.equals(status.ready(), 2));
            app.patch("{\"spec\": {\"reload\": {\"probationSeconds\": 0}}}");
            app.awaitCondition("Ready", "True");
            app.patch("{\"spec\": {\"reload\": {\"probationSeconds\": 600}}}");
            app.await("it is seen", _ -> true);
            put("better");
            Awaitility.await("the first replacement").until(() -> contents().contains("better"));

            Pod old = app.workers().stream()
                    .filter(pod -> "0".equals(pod.getMetadata().getLabels().get(Names.SLOT)))
                    .findFirst()
                    .orElseThrow();
            app.client().resource(old).delete();

            Awaitility.await("its slot is filled")
                    .until(() -> app.uids().size() == 3
                            && !app.uids().contains(old.getMetadata().getUid()));
            assertThat(contents()).containsExactlyInAnyOrder("good", "good", "better");
        }
    }

    @Test
    void a_copy_that_a_person_deletes_is_made_again() {
        put("good");
        app.apply(BEHAVIOR + RELOAD);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            ConfigMap copy = copies().getFirst();

            app.client().resource(copy).delete();

            Awaitility.await("it is there again").until(() -> copies().stream()
                    .anyMatch(again -> again.getData().equals(copy.getData())
                            && !again.getMetadata()
                                    .getUid()
                                    .equals(copy.getMetadata().getUid())));
        }
    }

    @Test
    void turned_off_nothing_is_reloaded_and_copies_go_with_the_last_worker_that_refers_to_them() {
        put("good");
        app.apply(BEHAVIOR + RELOAD);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();

            app.patch("{\"spec\": {\"reload\": {\"onConfigChange\": \"Ignore\"}}}");
            app.await("it is seen", status -> status.config() == null);
            assertThat(app.uids()).isEqualTo(first);
            assertThat(copies()).hasSize(1);

            app.workers().forEach(pod -> app.annotate(pod, Names.RECYCLE, "now"));
            Awaitility.await("no copy is left").until(() -> copies().isEmpty());
            app.awaitCondition("Ready", "True");
            assertThat(app.uids()).doesNotContainAnyElementsOf(first);
            assertThat(app.workers())
                    .extracting(ConfigCopiesOnApiServerTest::reference)
                    .containsOnly("settings");
            Awaitility.await("they are forgotten")
                    .untilAsserted(() -> assertThat(app.revisions()).allSatisfy(revision -> assertThat(
                                    revision.getMetadata().getAnnotations().keySet())
                            .noneMatch(name -> name.startsWith(Names.COPY_MARK))));
        }
    }

    @Test
    void what_is_ignored_later_is_read_as_it_is_by_workers_that_start_from_then_on() {
        put("good");
        app.apply(BEHAVIOR + RELOAD);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();

            app.patch("{\"spec\": {\"reload\": {\"config\": {\"ignore\":"
                    + " [{\"kind\": \"ConfigMap\", \"name\": \"settings\"}]}}}}");
            Awaitility.await("the copy is forgotten")
                    .untilAsserted(() -> assertThat(app.revisions()).allSatisfy(revision -> assertThat(
                                    revision.getMetadata().getAnnotations().keySet())
                            .noneMatch(name -> name.startsWith(Names.COPY_MARK))));
            assertThat(app.uids()).isEqualTo(first);
            assertThat(copies()).hasSize(1);
            put("better");
            app.client().resource(app.workers().getFirst()).delete();

            Awaitility.await("another worker comes")
                    .until(() -> app.uids().size() == 2 && !app.uids().equals(first));
            assertThat(contents()).containsExactlyInAnyOrder("good", "better");
        }
    }

    @Test
    void copies_of_revisions_that_are_not_kept_are_deleted() {
        put("good");
        app.apply("revisionHistoryLimit: 0\n" + BEHAVIOR + RELOAD);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            put("better");
            Awaitility.await("the other copy alone is left").until(() -> copies().stream()
                    .map(copy -> copy.getData().get("behavior"))
                    .toList()
                    .equals(List.of("better")));
            assertThat(contents()).containsExactly("better", "better");
        }
    }

    @Test
    void secrets_are_copied_where_the_app_and_the_chart_say_so() throws IOException {
        app.putPassword("one");
        app.apply("envFrom: [{secretRef: {name: db}}]\n" + RELOAD.replace("config: {", "config: {copies: All, "));
        Settings settings = new Settings(
                Set.of(app.namespace()),
                Optional.empty(),
                Optional.of(app.namespace()),
                "test",
                false,
                "example/runtime:1",
                0,
                Optional.of("workerapp-digest-key"),
                Set.of(Kind.values()),
                10,
                Optional.empty());
        try (Connection connection = plane.connectionWithSecrets(app.namespace(), "copy");
                OperatorProcess _ = OperatorProcess.start(settings, connection)) {
            app.awaitCondition("Ready", "True");
            Secret copy = secretCopies().getFirst();
            assertThat(copy.getImmutable()).isTrue();
            assertThat(copy.getData()).isEqualTo(Map.of("password", "b25l"));
            assertThat(secretReferences()).containsOnly(copy.getMetadata().getName());

            app.patch("{\"spec\": {\"revisionHistoryLimit\": 0}}");
            app.putPassword("two");
            Awaitility.await("the first is deleted").until(() -> secretCopies().stream()
                    .map(Secret::getData)
                    .toList()
                    .equals(List.of(Map.of("password", "dHdv"))));
        }
    }

    @Test
    void an_operator_that_may_not_copy_secrets_says_so() {
        app.putPassword("one");
        app.apply("envFrom: [{secretRef: {name: db}}]\n" + RELOAD.replace("config: {", "config: {copies: All, "));
        try (Connection connection = plane.connectionWithSecrets(app.namespace(), "follow");
                OperatorProcess _ = OperatorProcess.start(
                        new Settings(
                                Set.of(app.namespace()),
                                Optional.empty(),
                                Optional.of(app.namespace()),
                                "test",
                                false,
                                "example/runtime:1",
                                0,
                                Optional.of("workerapp-digest-key"),
                                Set.of(Kind.CONFIG_MAP),
                                10,
                                Optional.empty()),
                        connection)) {
            WorkerAppStatus status = app.await("it is reported", now -> "ConfigNotCopied"
                    .equals(config(now).reason()));

            assertThat(config(status).message()).contains("Secret db", "config.secrets: copy");
            assertThat(secretCopies()).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void put(String behavior) {
        app.putSettings(Map.of("behavior", behavior));
    }

    private ConfigMap settings() {
        return app.client()
                .configMaps()
                .inNamespace(app.namespace())
                .withName("settings")
                .get();
    }

    private List<ConfigMap> copies() {
        return app.client()
                .configMaps()
                .inNamespace(app.namespace())
                .withLabel(Names.APP, app.name())
                .list()
                .getItems();
    }

    private List<Secret> secretCopies() {
        return app.client()
                .secrets()
                .inNamespace(app.namespace())
                .withLabel(Names.APP, app.name())
                .list()
                .getItems();
    }

    private Stream<String> secretReferences() {
        return app.workers().stream()
                .flatMap(pod -> pod.getSpec().getContainers().getFirst().getEnvFrom().stream())
                .map(source -> source.getSecretRef().getName());
    }

    /** The name of the ConfigMap that the worker's behavior is from. */
    private static String reference(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .map(EnvVar::getValueFrom)
                .flatMap(Stream::ofNullable)
                .map(EnvVarSource::getConfigMapKeyRef)
                .flatMap(Stream::ofNullable)
                .map(ConfigMapKeySelector::getName)
                .findFirst()
                .orElseThrow();
    }

    private List<String> contents() {
        return contents(app);
    }

    /** What the workers read. */
    private static List<String> contents(TestApp app) {
        return app.workers().stream()
                .map(pod -> app.client()
                        .configMaps()
                        .inNamespace(app.namespace())
                        .withName(reference(pod))
                        .get())
                .map(map -> map.getData().get("behavior"))
                .toList();
    }
}
