package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workerapp.crd.HistoryEntry;
import dev.workerapp.crd.UndoStatus;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request to undo, beside Flux, beside Argo CD, and by a person alone. */
@ExtendWith(ControlPlane.class)
class UndoOnApiServerTest {

    private static final String FLUX = "kustomize-controller";
    private static final String ARGO_CD = "argocd-controller";
    private static final String UNDO = "workerapp.dev/undo-requested-at";

    private static int number;

    private final TestApp app;
    private final Requests requests = new Requests();
    private final OperatorRun operator;

    UndoOnApiServerTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "undo-" + number++);
        operator = OperatorRun.in(plane, app.namespace(), requests);
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    /** Flux takes over what kubectl has set, and removes it with its next apply, since it is not in Git. */
    @Test
    void flux_removes_the_request_and_nothing_is_replaced_again() {
        syncs(FLUX, "v1");
        app.awaitCondition("Ready", "True");
        syncs(FLUX, "v2");
        awaitTags("Ready", "v2");

        annotate(UNDO, "monday");
        WorkerAppStatus undone = awaitTags("RolledBack", "v1");
        List<String> uids = app.uids();
        assertThat(TestApp.condition(undone, "Available").getStatus()).isEqualTo("True");
        assertThat(TestApp.condition(undone, "Stalled").getMessage())
                .contains("example/shop:v2", "example/shop:v1", "kubectl-annotate asked to undo it", "monday");

        takesOver(FLUX, "kubectl-annotate");
        syncs(FLUX, "v2");
        assertThat(app.get().getMetadata().getAnnotations()).doesNotContainKey(UNDO);
        assertNothingIsWritten(uids);

        syncs(FLUX, "v3");
        awaitTags("Ready", "v3");
        assertThat(app.status().undo()).isNull();
    }

    /** Argo CD leaves alone what it has not set. */
    @Test
    void argo_cd_leaves_the_request_and_it_is_not_followed_twice() {
        syncs(ARGO_CD, "v1");
        app.awaitCondition("Ready", "True");
        syncs(ARGO_CD, "v2");
        awaitTags("Ready", "v2");
        syncs(ARGO_CD, "v3");
        awaitTags("Ready", "v3");

        annotate("workerapp.dev/undo-to", "1");
        annotate(UNDO, "monday");
        awaitTags("RolledBack", "v1");
        app.await("what was gone back to is stable", status -> history(status).stream()
                .anyMatch(entry -> "Undo".equals(entry.trigger())));
        List<String> uids = app.uids();
        syncs(ARGO_CD, "v3");
        assertNothingIsWritten(uids);
        assertThat(history(app.status()))
                .extracting(HistoryEntry::number, HistoryEntry::trigger, HistoryEntry::result)
                .containsExactlyInAnyOrder(
                        tuple(1L, "Undo", "Complete"), tuple(3L, "Change", "Undone"), tuple(2L, "Change", "Complete"));

        annotate("workerapp.dev/reload-requested-at", "tuesday");
        awaitTags("Ready", "v3");
        assertThat(app.get().getMetadata().getAnnotations()).containsEntry(UNDO, "monday");
        assertThat(app.revisions()).hasSize(4);
    }

    @Test
    void a_reload_that_has_stopped_is_undone() {
        app.apply("readiness: {timeoutSeconds: 1}\nreload: {onFailure: Halt}");
        app.awaitCondition("Ready", "True");
        List<String> uids = app.uids();
        app.image("never");
        app.await("it has stopped", status -> "Halted".equals(status.state()));

        annotate(UNDO, "monday");

        awaitTags("RolledBack", "v1");
        assertThat(app.uids()).isEqualTo(uids);
        app.await("the request is named", status -> new UndoStatus("monday", status.targetRevision(), null)
                .equals(status.undo()));
    }

    @Test
    void what_can_not_be_followed_or_is_so_already_is_said_once_and_changes_nothing() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        List<String> uids = app.uids();

        annotate("workerapp.dev/undo-to", "7");
        annotate(UNDO, "monday");
        app.await("it is said", status -> undo(status)
                .filter(undo -> "monday".equals(undo.requestedAt()))
                .map(UndoStatus::message)
                .filter(words -> words.contains("undo-to is 7") && words.contains("example/shop:v1"))
                .isPresent());
        annotate("workerapp.dev/undo-to", "1");
        annotate(UNDO, "tuesday");
        app.await("it is said", status -> undo(status)
                .filter(undo -> "tuesday".equals(undo.requestedAt()))
                .map(UndoStatus::message)
                .filter(words -> words.contains("already"))
                .isPresent());

        app.awaitCondition("Ready", "True");
        assertNothingIsWritten(uids);
        Awaitility.await("an Event for each").untilAsserted(() -> assertThat(events("AnswerUndo"))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("UndoNotPossible", "NothingToUndo"));
    }

    /** As the tool does it: a forced server-side apply of what is in Git. */
    private void syncs(String manager, String tag) {
        app.client()
                .resource("""
                        apiVersion: workerapp.dev/v1
                        kind: WorkerApp
                        metadata: {name: %s, namespace: %s}
                        spec: {instances: 2, image: "example/shop:%s", port: 8080, reload: {probationSeconds: 0}}
                        """.formatted(app.name(), app.namespace(), tag))
                .fieldManager(manager)
                .forceConflicts()
                .serverSideApply();
    }

    /** What one manager has set becomes the other one's, as if it had applied it. */
    private void takesOver(String manager, String from) {
        GenericKubernetesResource live = Optional.ofNullable(app.client()
                        .genericKubernetesResources("workerapp.dev/v1", "WorkerApp")
                        .inNamespace(app.namespace())
                        .withName(app.name())
                        .get())
                .orElseThrow();
        List<ManagedFieldsEntry> entries = live.getMetadata().getManagedFields();
        ManagedFieldsEntry taken = entry(entries, from);
        ManagedFieldsEntry taking = entry(entries, manager);
        taking.getFieldsV1()
                .setAdditionalProperty(
                        "f:metadata",
                        taken.getFieldsV1().getAdditionalProperties().get("f:metadata"));
        List<ManagedFieldsEntry> others =
                entries.stream().filter(entry -> !entry.equals(taken)).toList();
        app.client()
                .genericKubernetesResources("workerapp.dev/v1", "WorkerApp")
                .inNamespace(app.namespace())
                .withName(app.name())
                .patch(
                        PatchContext.of(PatchType.JSON),
                        app.client()
                                .getKubernetesSerialization()
                                .asJson(List.of(
                                        Map.of("op", "replace", "path", "/metadata/managedFields", "value", others))));
    }

    private static ManagedFieldsEntry entry(List<ManagedFieldsEntry> entries, String manager) {
        return entries.stream()
                .filter(entry -> manager.equals(entry.getManager()))
                .findFirst()
                .orElseThrow();
    }

    /** In a second of its own: who changed the app within the same one can't be told apart. */
    private void annotate(String name, String value) {
        String last = app.get().getMetadata().getManagedFields().stream()
                .map(ManagedFieldsEntry::getTime)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Awaitility.await()
                .until(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).isAfter(Instant.parse(last)));
        app.resource()
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-annotate")
                                .build(),
                        "{\"metadata\": {\"annotations\": {\"" + name + "\": \"" + value + "\"}}}");
    }

    private WorkerAppStatus awaitTags(String state, String tag) {
        Predicate<WorkerAppStatus> isDone = status -> state.equals(status.state())
                && Stream.ofNullable(status.reload()).allMatch(reload -> reload.finishedAt() != null);
        app.await(state + " with " + tag, isDone.and(_ -> app.tags().equals(List.of(tag, tag))));
        return app.status();
    }

    /** What is written now and then answers a change that the operator has to look at; nothing but that status is. */
    private void assertNothingIsWritten(List<String> uids) {
        app.patch("{\"spec\": {\"revisionHistoryLimit\": 9}}");
        app.await("it was looked at", _ -> true);
        requests.clear();
        app.patch("{\"spec\": {\"revisionHistoryLimit\": 8}}");
        app.await("it was looked at again", _ -> true);

        assertThat(app.uids()).isEqualTo(uids);
        assertThat(requests.writes().stream().map(Requests.Sent::path).filter(path -> !path.endsWith("/events")))
                .allMatch(path -> path.endsWith("/workerapps/" + app.name() + "/status"))
                .hasSizeLessThan(2);
    }

    private static List<HistoryEntry> history(WorkerAppStatus status) {
        return Optional.ofNullable(status.history()).orElse(List.of());
    }

    private static Optional<UndoStatus> undo(WorkerAppStatus status) {
        return Optional.ofNullable(status.undo());
    }

    private List<Event> events(String action) {
        return app.client().events().v1().events().inNamespace(app.namespace()).list().getItems().stream()
                .filter(event -> action.equals(event.getAction()))
                .toList();
    }
}
