package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.crd.HistoryEntry;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ConfigMaps and Secrets that change under an app. */
@ExtendWith(ControlPlane.class)
class ConfigOnApiServerTest {

    private static final String AT_ONCE =
            "reload: {onConfigChange: Reload, config: {quietSeconds: 0, minIntervalSeconds: 0}}";
    private static final String ONE_KEY = "env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]\n";
    private static final String OPTIONAL = "envFrom: [{configMapRef: {name: settings, optional: true}}]\n";
    private static final String PASSWORD = "env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]\n";

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;
    private final Requests requests = new Requests();

    ConfigOnApiServerTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "config-" + number++);
    }

    @AfterEach
    void delete() {
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void another_content_reloads_a_key_that_is_not_used_does_not_and_what_comes_back_is_its_revision_again() {
        app.putSettings(Map.of("a", "1", "b", "1"));
        app.apply(ONE_KEY + AT_ONCE);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();
            String revision = app.status().targetRevision();

            app.putSettings(Map.of("a", "1", "b", "2"));
            awaitReads(2);
            assertNothingIsReplaced(first);

            app.putSettings(Map.of("a", "2", "b", "2"));
            awaitReloaded(first);
            assertThat(app.status().targetRevision()).isNotEqualTo(revision);
            assertThat(history(app.status())).extracting(HistoryEntry::trigger).containsExactly("Config", "Install");
            Awaitility.await("an Event names it").until(() -> app.events("ConfigChanged")
                    .anyMatch(event -> event.getNote().contains("ConfigMap settings")));
            List<String> second = app.uids();

            app.putSettings(Map.of("a", "1", "b", "3"));
            awaitReloaded(second);
            assertThat(app.status().targetRevision()).isEqualTo(revision);
            assertThat(app.revisions()).hasSize(2);
            assertThat(history(app.status()).getFirst().trigger()).isEqualTo("Config");
        }
    }

    @Test
    void an_optional_object_that_comes_reloads_and_one_that_comes_back_the_same_does_not() {
        app.apply(OPTIONAL + AT_ONCE);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();

            app.putSettings(Map.of("a", "1"));
            awaitReloaded(first);
            List<String> second = app.uids();
            // Absent, it would be reloaded for.
            app.patch("{\"spec\": {\"reload\": {\"paused\": true}}}");
            app.await("it is seen", _ -> true);
            remove();
            awaitConfig("ConfigHeld");
            app.putSettings(Map.of("a", "1"));
            app.await("all is as before", status -> config(status).pending() == null);
            app.patch("{\"spec\": {\"reload\": {\"paused\": false}}}");
            assertNothingIsReplaced(second);

            remove();
            awaitReloaded(second);
            assertThat(app.revisions()).hasSize(2);
        }
    }

    @Test
    void a_required_object_that_is_missing_reloads_nothing_and_its_other_content_does() {
        app.putSettings(Map.of("a", "1"));
        app.apply(ONE_KEY + AT_ONCE);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();

            remove();
            awaitConfig("ConfigMissing");
            app.putSettings(Map.of("b", "1"));
            app.await(
                    "a key is missing",
                    status -> String.valueOf(config(status).message()).contains("key a of ConfigMap settings"));
            assertNothingIsReplaced(first);
            app.putSettings(Map.of("a", "1"));
            app.await("nothing is missing", status -> config(status).reason() == null);
            assertNothingIsReplaced(first);

            app.putSettings(Map.of("a", "2"));
            awaitReloaded(first);
        }
    }

    @Test
    void an_operator_that_starts_again_in_the_quiet_time_goes_on_waiting() {
        app.putSettings(Map.of("a", "1"));
        app.apply(ONE_KEY + "reload: {onConfigChange: Reload, config: {quietSeconds: 600}}");
        List<String> first;
        ConfigStatus waiting;
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            first = app.uids();
            app.putSettings(Map.of("a", "2"));
            waiting = config(awaitConfig("ConfigQuiet"));
        }

        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), requests)) {
            awaitReads(1);
            assertNothingIsReplaced(first);
            assertThat(config(app.status())).isEqualTo(waiting);

            app.patch("{\"spec\": {\"reload\": {\"config\": {\"quietSeconds\": 0, \"minIntervalSeconds\": 0}}}}");
            awaitReloaded(first);
        }
    }

    @Test
    void content_that_changes_while_no_operator_runs_is_found() {
        app.putSettings(Map.of("a", "1"));
        app.apply(ONE_KEY + AT_ONCE);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
        }
        List<String> first = app.uids();
        app.putSettings(Map.of("a", "2"));

        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            awaitReloaded(first);
        }
    }

    @Test
    void turned_on_it_records_what_is_there_and_reloads_nothing() {
        app.putSettings(Map.of("a", "1"));
        app.apply(ONE_KEY + "reload: {}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();
            assertThat(requests.reads("/configmaps")).isEmpty();

            app.patch(
                    "{\"spec\": {\"reload\": {\"onConfigChange\": \"Reload\", \"config\": {\"quietSeconds\": 0, \"minIntervalSeconds\": 0}}}}");
            Awaitility.await("it is recorded").until(() -> !marks().isEmpty());
            assertNothingIsReplaced(first);
            Awaitility.await().until(() -> app.events("ConfigRecorded").count() == 1);

            app.putSettings(Map.of("a", "2"));
            awaitReloaded(first);
        }
    }

    @Test
    void content_that_fails_and_is_not_copied_stops_the_reload_since_going_back_would_start_the_same() {
        app.putSettings(Map.of("a", "1"));
        app.apply(
                ONE_KEY.replace("name: A", "name: BEHAVIOR") + AT_ONCE.replace("config: {", "config: {copies: None, "));
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();

            app.putSettings(Map.of("a", "crash"));
            app.await("it has stopped", status -> "Halted".equals(status.state()));

            assertThat(TestApp.condition(app.status(), "Stalled").getMessage()).contains("It is not rolled back");
            assertThat(app.uids()).containsAll(first);
            app.putSettings(Map.of("a", "1"));
            app.awaitCondition("Ready", "True");
            assertThat(app.uids()).isEqualTo(first);
        }
    }

    /** Its container may have read the other content, which is not to be seen from its revision. */
    @Test
    void a_worker_that_was_started_while_there_was_another_content_is_replaced_when_the_content_is_back() {
        app.putSettings(Map.of("a", "1"));
        app.apply(ONE_KEY + """
                recycle: {minAgeSeconds: 0}
                reload:
                  probationSeconds: 0
                  paused: true
                  onConfigChange: Reload
                  config: {quietSeconds: 0, copies: None}
                """);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");
            String revision = app.status().targetRevision();
            app.putSettings(Map.of("a", "2"));
            awaitConfig("ConfigHeld");
            List<String> before = app.uids();
            app.client().resource(app.workers().getFirst()).delete();
            Awaitility.await("another worker is started with it")
                    .until(() ->
                            app.uids().size() == before.size() && !app.uids().equals(before));
            app.awaitCondition("Ready", "True");
            List<String> started =
                    app.uids().stream().filter(uid -> !before.contains(uid)).toList();

            app.putSettings(Map.of("a", "1"));
            app.await("all is as before", status -> config(status).pending() == null);
            app.patch("{\"spec\": {\"reload\": {\"paused\": false}}}");

            Awaitility.await("it is replaced")
                    .untilAsserted(
                            () -> assertThat(app.uids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(started));
            app.awaitCondition("Ready", "True");
            assertThat(app.status().targetRevision()).isEqualTo(revision);
            Awaitility.await("an Event says why")
                    .until(() -> app.events("ConfigOutdated").count() > 0);
        }
    }

    @Test
    void a_secret_that_the_operator_may_not_read_is_not_followed() {
        app.putPassword("one");
        app.apply(PASSWORD + AT_ONCE);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.awaitCondition("Ready", "True");
            WorkerAppStatus status = awaitConfig("SecretsNotFollowed");

            assertThat(config(status).message()).contains("Secret db", "config.secrets: follow");
            assertThat(requests.reads("/secrets")).isEmpty();
        }
    }

    @Test
    void a_secret_is_followed_where_the_chart_says_so_and_its_content_is_nowhere() throws IOException {
        app.putPassword("one");
        app.apply(PASSWORD + AT_ONCE);
        Settings settings = new Settings(
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
                Optional.empty());
        try (Connection connection = plane.connectionWithSecrets(app.namespace(), "follow");
                OperatorProcess _ = OperatorProcess.start(settings, connection)) {
            app.awaitCondition("Ready", "True");
            List<String> first = app.uids();
            assertThat(marks()).singleElement().asString().matches("hmac-[0-9a-f]{8}:[0-9a-f]{64} Secret/db password");

            app.putPassword("two");
            awaitReloaded(first);
        }
        List<String> second = app.uids();
        // Another process reads the same key.
        try (Connection connection = Connection.to(plane.namespaced(app.namespace()), WriteGate.open());
                OperatorProcess _ = OperatorProcess.start(settings, connection)) {
            app.putPassword("three");
            awaitReloaded(second);
        }
        assertThat(app.client().getKubernetesSerialization().asJson(app.revisions()))
                .doesNotContain("one", "two", "three");
    }

    private void remove() {
        app.client()
                .configMaps()
                .inNamespace(app.namespace())
                .withName("settings")
                .delete();
    }

    /** Waits until the operator has read the object so often. */
    private void awaitReads(int times) {
        Awaitility.await("it is read")
                .until(() -> requests.reads("/configmaps/settings").size() >= times);
    }

    private void awaitReloaded(List<String> before) {
        Awaitility.await("all are replaced")
                .untilAsserted(
                        () -> assertThat(app.uids()).hasSize(before.size()).doesNotContainAnyElementsOf(before));
        Predicate<WorkerAppStatus> isDone = status -> "Ready".equals(status.state())
                && Stream.ofNullable(status.reload()).allMatch(reload -> reload.finishedAt() != null);
        app.await("the reload is complete", isDone);
    }

    private void assertNothingIsReplaced(List<String> uids) {
        app.patch("{\"spec\": {\"revisionHistoryLimit\": 9}}");
        app.await("it was looked at", _ -> true);
        app.patch("{\"spec\": {\"revisionHistoryLimit\": 8}}");
        app.await("it was looked at again", _ -> true);
        assertThat(app.uids()).isEqualTo(uids);
    }

    private WorkerAppStatus awaitConfig(String reason) {
        return app.await(reason, status -> reason.equals(config(status).reason()));
    }

    private static List<HistoryEntry> history(WorkerAppStatus status) {
        return Optional.ofNullable(status.history()).orElse(List.of());
    }

    /** What the revisions say of content. */
    private List<String> marks() {
        return app.revisions().stream()
                .map(ControllerRevision::getMetadata)
                .flatMap(metadata -> metadata.getAnnotations().entrySet().stream())
                .filter(annotation -> annotation.getKey().startsWith(Names.CONFIG_MARK))
                .map(Map.Entry::getValue)
                .toList();
    }
}
