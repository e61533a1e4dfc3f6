package dev.workerapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workerapp.crd.HistoryEntry;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.HistoryMarks;
import dev.workerapp.operator.desired.HistoryMarks.Trigger;
import dev.workerapp.operator.desired.StoredRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a status says of the app's revisions. */
class HistoryWriterTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private static WorkerApp app(String image, String metadata) {
        return Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: u%s}
                spec: {image: "example/shop:%s", port: 80}
                """.formatted(metadata, image), WorkerApp.class);
    }

    /** As the API server has it, created at that minute. */
    private static StoredRevision created(int minute, WorkerApp app, @Nullable StoredRevision latest) {
        return at(
                minute,
                StoredRevision.render(app, Optional.ofNullable(latest), ConfigMarks.NONE, "example/runtime:1", 0));
    }

    private static StoredRevision at(int minute, StoredRevision revision) {
        return new StoredRevision(new ControllerRevisionBuilder(revision.object())
                .editMetadata()
                .withCreationTimestamp(minute(minute).toString())
                .endMetadata()
                .build());
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static StoredRevision marked(StoredRevision revision, Map<String, @Nullable String> marks) {
        ControllerRevisionBuilder object = new ControllerRevisionBuilder(revision.object());
        marks.forEach((name, value) -> {
            if (value == null) {
                object.editMetadata().removeFromAnnotations(name).endMetadata();
            } else {
                object.editMetadata().addToAnnotations(name, value).endMetadata();
            }
        });
        return new StoredRevision(object.build());
    }

    private static StoredRevision complete(int minute, WorkerApp app, StoredRevision revision) {
        return marked(
                revision, revision.history().complete(app, Trigger.Change, true, minute(minute - 1), minute(minute)));
    }

    private static List<HistoryEntry> history(StoredRevision asked, StoredRevision... others) {
        List<StoredRevision> all = new ArrayList<>(List.of(others));
        all.add(asked);
        return Optional.ofNullable(HistoryWriter.of(all, asked.name())).orElseThrow();
    }

    @Test
    void a_first_start_says_what_who_and_why() {
        WorkerApp app = app("1", """
                , annotations: {kubernetes.io/change-cause: first try},
                managedFields: [
                  {manager: kubectl-create, operation: Update, time: "2026-01-02T03:00:00Z"},
                  {manager: argocd-controller, operation: Apply, time: "2026-01-02T03:04:00Z"},
                  {manager: autoscaler, operation: Update, time: "2026-01-02T03:04:01Z", subresource: scale}]""");
        StoredRevision revision = complete(1, app, created(0, app, null));

        assertThat(history(revision))
                .containsExactly(new HistoryEntry(
                        1L,
                        revision.name(),
                        "example/shop:1",
                        "Install",
                        "first try",
                        "argocd-controller",
                        "2026-01-02T03:04:05Z",
                        "2026-01-02T03:05:05Z",
                        "Complete"));
    }

    @Test
    void what_is_under_way_has_no_result_and_what_was_not_waited_for_is_superseded() {
        StoredRevision first = complete(1, app("1", ""), created(0, app("1", ""), null));
        StoredRevision second = created(2, app("2", ""), first);
        StoredRevision third = created(3, app("3", ""), second);

        assertThat(history(third, first, second))
                .extracting(HistoryEntry::number, HistoryEntry::trigger, HistoryEntry::result)
                .containsExactly(
                        tuple(3L, "Change", null), tuple(2L, "Change", "Superseded"), tuple(1L, "Install", "Complete"));
    }

    @Test
    void a_token_is_told_from_a_change() {
        StoredRevision first = created(0, app("1", ""), null);
        WorkerApp reload = app("1", ", annotations: {workerapp.dev/reload-requested-at: a}");
        StoredRevision second = created(1, reload, first);
        WorkerApp restart = app(
                "1", ", annotations: {workerapp.dev/reload-requested-at: a, workerapp.dev/restart-requested-at: b}");
        StoredRevision third = created(2, restart, second);
        WorkerApp changed = app(
                "2", ", annotations: {workerapp.dev/reload-requested-at: c, workerapp.dev/restart-requested-at: b}");

        assertThat(history(created(3, changed, third), first, second, third))
                .extracting(HistoryEntry::trigger)
                .containsExactly("Change", "Restart", "Reload", "Install");
    }

    @Test
    void what_is_asked_for_again_starts_again() {
        WorkerApp app = app("1", "");
        StoredRevision first = complete(1, app, created(0, app, null));
        StoredRevision failed =
                marked(created(2, app("2", ""), first), HistoryMarks.ended(HistoryMarks.Result.RolledBack, minute(3)));
        WorkerApp back = app("1", """
                , annotations: {kubernetes.io/change-cause: back},
                managedFields: [{manager: kubectl-edit, operation: Update, time: "2026-01-02T03:09:00Z"}]""");

        assertThat(history(complete(6, back, first), failed))
                .extracting(
                        HistoryEntry::number,
                        HistoryEntry::trigger,
                        HistoryEntry::cause,
                        HistoryEntry::requestedBy,
                        HistoryEntry::startedAt,
                        HistoryEntry::result)
                .containsExactly(
                        tuple(1L, "Change", "back", "kubectl-edit", minute(5).toString(), "Complete"),
                        tuple(2L, "Change", null, null, minute(2).toString(), "RolledBack"));
    }

    @Test
    void it_is_bounded_and_begins_with_the_last() {
        List<StoredRevision> many = new ArrayList<>();
        IntStream.range(0, 12)
                .forEach(n -> many.add(created(n, app("" + n, ""), many.isEmpty() ? null : many.getLast())));

        assertThat(HistoryWriter.of(many, many.getLast().name()))
                .hasSize(HistoryWriter.MOST)
                .first()
                .extracting(HistoryEntry::number)
                .isEqualTo(12L);
    }

    @Test
    void a_revision_that_is_not_stored_has_none() {
        StoredRevision refused =
                StoredRevision.render(app("1", ""), Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0);

        assertThat(HistoryWriter.of(List.of(refused), refused.name())).isNull();
    }
}
