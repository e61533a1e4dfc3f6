package dev.workerapp.operator.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.RecycleStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventFactoryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final WorkerApp APP = app("example/shop:1");
    private static final StoredRevision OLD =
            StoredRevision.render(APP, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0);
    private static final StoredRevision NEW =
            StoredRevision.render(app("example/shop:2"), Optional.of(OLD), ConfigMarks.NONE, "example/runtime:1", 0);

    private static final Worker WORKER = worker("shop-2-old00", Optional.empty(), false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OUTDATED | It replaces shop-2-old00, which runs another revision than the app asks for.",
                "ROLL_BACK | It replaces shop-2-old00, whose revision failed.",
                "NODE_DRAINED | It replaces shop-2-old00, whose node is cordoned or drained.",
                "EVICTION_REQUESTED | It replaces shop-2-old00, whose eviction was requested.",
                "RECYCLE_REQUESTED | It replaces shop-2-old00, whose replacement was requested.",
                "MAX_REQUESTS | It replaces shop-2-old00, which has served as many requests as recycle.maxRequests allows.",
                "MAX_HEAP | It replaces shop-2-old00, whose heap stays fuller after garbage collection than recycle.maxHeapPercent allows.",
                "MAX_MEMORY | It replaces shop-2-old00, which uses more memory than recycle.maxMemory allows.",
                "SCHEDULED | It replaces shop-2-old00, as recycle.schedule says.",
                "MAX_AGE | It replaces shop-2-old00, which is as old as recycle.maxAgeSeconds allows.",
                "RESTART_REQUESTED | It replaces shop-2-old00, for this reason: A restart was requested.",
                "EMPTY_SLOT | The slot had no worker."
            })
    void a_new_worker_is_told_with_its_image_and_apart_from_the_one_that_it_replaces(Reason reason, String why) {
        Event event = event(
                new Action.Create(2, NEW.name(), 2, CrashHistory.NONE, RecycleHistory.NONE, reason), List.of(WORKER));

        assertThat(event.getNote())
                .matches("Started shop-2-\\w{5} in slot 2 with revision " + NEW.name()
                        + " \\(image example/shop:2\\)\\. \\Q" + why + "\\E");
        assertThat(event.getReason().replace("_", ""))
                .isEqualToIgnoringCase(reason.name().replace("_", ""));
    }

    @Test
    void a_request_to_undo_is_answered_in_words() {
        UndoAnswer followed = new UndoAnswer("monday", true, Optional.of(OLD.name()), "ann asked to undo it (monday).");
        UndoAnswer refused = new UndoAnswer("monday", false, Optional.empty(), "There is no revision 7.");

        Event undone = event(new Action.AnswerUndo(NEW.name(), followed, Reason.UNDONE), List.of());
        Event not = event(new Action.AnswerUndo(NEW.name(), refused, Reason.UNDO_NOT_POSSIBLE), List.of());

        assertThat(undone.getType() + " " + undone.getReason() + " " + undone.getNote())
                .isEqualTo("Normal Undone Revision " + NEW.name()
                        + " (image example/shop:2) is undone, and the app goes" + " back to revision " + OLD.name()
                        + " (image example/shop:1): ann asked to undo it (monday).");
        assertThat(not.getType() + " " + not.getReason() + " " + not.getNote())
                .isEqualTo(
                        "Warning UndoNotPossible The request to undo (workerapp.dev/undo-requested-at: monday) changes"
                                + " nothing. There is no revision 7.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | its replacement failed.", "3 | 3 replacements in a row failed."})
    void that_a_replacement_failed_is_a_warning_that_says_how(int failures, String what) {
        Event event = event(
                new Action.PostponeRecycling(WORKER, failures, "Worker a ended", Reason.REPLACEMENT_FAILED),
                List.of(WORKER));

        assertThat(event.getType() + " " + event.getReason() + " " + event.getNote())
                .isEqualTo("Warning ReplacementFailed Worker shop-2-old00 in slot 2 stays, since " + what
                        + " Worker a ended.");
    }

    @ParameterizedTest
    @CsvSource({"RECYCLE_FUTILE, Warning RecycleFutile", "MAX_MEMORY, Normal MaxMemory"})
    void that_a_worker_is_not_replaced_for_a_limit_any_more_is_a_warning(Reason reason, String kind) {
        Event event = event(
                new Action.RecordOverLimit(WORKER, Map.of(), NOW, "came over recycle.maxMemory (512Mi).", reason),
                List.of(WORKER));

        assertThat(event.getType() + " " + event.getReason() + " " + event.getNote())
                .isEqualTo(kind + " Worker shop-2-old00 in slot 2 came over recycle.maxMemory (512Mi).");
        assertThat(event.getRelated().getName()).isEqualTo("shop-2-old00");
    }

    @Test
    void that_a_run_is_skipped_is_told_once_with_why_and_what_comes_next() {
        WorkerAppStatus waits = run("2026-01-02T03:00:00Z", null);
        WorkerAppStatus skipped = run("2026-01-02T03:00:00Z", "Paused");

        List<Event> events = EventFactory.of(APP, Optional.of(waits), skipped, "me", NOW);

        assertThat(events)
                .extracting(event -> event.getType() + " " + event.getReason() + " " + event.getNote())
                .containsExactly("Warning RunSkipped The run of 2026-01-02T03:00:00Z did not begin within"
                        + " recycle.startingDeadlineSeconds, and is not made up. The reload is paused. The next one is at"
                        + " 2026-01-03T03:00:00Z.");
        assertThat(EventFactory.of(APP, Optional.of(skipped), skipped, "me", NOW))
                .isEmpty();
        assertThat(EventFactory.of(APP, Optional.of(run("2026-01-01T03:00:00Z", "Paused")), skipped, "me", NOW))
                .hasSize(1);
    }

    private static WorkerAppStatus run(String tick, @Nullable String skipped) {
        RecycleStatus run = new RecycleStatus(
                "0 3 * * * UTC", "2025-12-24T00:00:00Z", "2026-01-03T03:00:00Z", tick, null, null, skipped);
        WorkerAppStatus none = WorkerAppStatus.unknown();
        return new WorkerAppStatus(
                none.observedGeneration(),
                none.instances(),
                none.desiredInstances(),
                none.autoInstances(),
                none.ready(),
                none.updated(),
                none.available(),
                none.selector(),
                none.stableRevision(),
                none.targetRevision(),
                none.image(),
                none.restarts(),
                none.state(),
                none.reload(),
                none.undo(),
                none.config(),
                run,
                none.signal(),
                none.slots(),
                none.refused(),
                none.history(),
                none.conditions());
    }

    @Test
    void a_new_worker_in_a_slot_without_one_replaces_nobody() {
        Event event = event(
                new Action.Create(2, NEW.name(), 2, CrashHistory.NONE, RecycleHistory.NONE, Reason.OUTDATED),
                List.of());

        assertThat(event.getNote()).endsWith("). The worker runs another revision than the app asks for.");
    }

    @Test
    void a_pod_that_has_ended_is_told_with_the_cause() {
        Worker dead = worker(
                "shop-2-dead0", Optional.of(new Problem(Reason.EVICTED, "Evicted: The node was low on memory.")), true);

        assertThat(event(new Action.Delete(dead, Optional.empty(), Reason.EVICTED), List.of(dead))
                        .getNote())
                .isEqualTo("Deleting shop-2-dead0 in slot 2, which has ended: Evicted: The node was low on memory.");
    }

    @Test
    void a_failed_revision_is_told_once_with_its_image_and_the_evidence() {
        Event event = event(
                new Action.MarkFailed(NEW.name(), "Worker shop-2-new00 ended 3 times: no database", Reason.CRASH_LOOP),
                List.of());

        assertThat(event.getNote())
                .isEqualTo("Revision " + NEW.name()
                        + " (image example/shop:2) failed. Worker shop-2-new00 ended 3 times: no database.");
        assertThat(event.getType()).isEqualTo("Warning");
    }

    @Test
    void a_sentence_of_the_server_ends_before_ours_begins() {
        Refusal refusal = new Refusal(3, "r", NOW, 1, NOW, new Problem(Reason.QUOTA_EXCEEDED, "exceeded quota: pods"));

        assertThat(EventFactory.of(APP, refusal, "me", NOW).getNote())
                .isEqualTo("Slot 3 can't be filled: exceeded quota: pods.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"SERVER_ERROR", "INTERNAL_ERROR", "QUOTA_EXCEEDED", "CREATE_REFUSED", "NAME_TAKEN"})
    void what_the_api_server_does_not_do_is_a_warning(Reason reason) {
        Problem problem = new Problem(reason, "Service shop failed: Internal error occurred: failed calling webhook");

        Event event = EventFactory.of(APP, problem, "me", NOW);

        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getNote()).isEqualTo(problem.message() + ".");
    }

    @Test
    void a_note_is_no_longer_than_the_api_server_takes() {
        Event event = event(new Action.MarkFailed(NEW.name(), "é".repeat(2000), Reason.CRASH_LOOP), List.of());

        assertThat(event.getNote().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void what_is_wrong_with_workers_is_told_once_and_together_where_it_is_the_same() {
        WorkerAppStatus first = status("""
                - {slot: 0, worker: a, reason: Volume, message: 'FailedMount: no secret'}
                - {slot: 1, worker: b, reason: Volume, message: 'FailedMount: no secret'}
                - {slot: 2, worker: c, reason: CrashLoop, message: exited 3 times}
                - {slot: 3, worker: d, reason: Starting, message: not yet}
                - {slot: 4, reason: QuotaExceeded, message: told by the refusal}
                """);
        WorkerAppStatus then = status("""
                - {slot: 0, worker: a, reason: Volume, message: 'FailedMount: another one'}
                - {slot: 2, worker: c2, reason: CrashLoop, message: exited 3 times}
                """);

        assertThat(EventFactory.of(APP, Optional.empty(), first, "me", NOW))
                .extracting(event -> event.getType() + " " + event.getReason() + " " + event.getNote())
                .containsExactly(
                        "Warning Volume Slots 0 (a), 1 (b): FailedMount: no secret.",
                        "Warning CrashLoop Slot 2 (c): exited 3 times.");
        assertThat(EventFactory.of(APP, Optional.of(first), then, "me", NOW))
                .extracting(Event::getNote)
                .containsExactly("Slot 2 (c2): exited 3 times.");
    }

    private static Event event(Action action, List<Worker> workers) {
        return EventFactory.of(APP, action, List.of(OLD, NEW), workers, "me", NOW);
    }

    private static Worker worker(String name, Optional<Problem> problem, boolean terminal) {
        return new Worker(
                name,
                "uid",
                2,
                OLD.name(),
                1,
                NOW,
                Optional.empty(),
                false,
                NOW,
                false,
                terminal,
                false,
                false,
                Set.of(),
                false,
                0,
                CrashHistory.NONE,
                RecycleHistory.NONE,
                problem);
    }

    private static WorkerApp app(String image) {
        return Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: u, generation: 1}
                spec: {image: "%s", port: 80, instances: 3}
                """.formatted(image), WorkerApp.class);
    }

    private static WorkerAppStatus status(String slots) {
        return Serialization.unmarshal("slots:\n" + slots, WorkerAppStatus.class);
    }
}
