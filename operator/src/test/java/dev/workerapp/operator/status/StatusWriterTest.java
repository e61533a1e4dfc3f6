package dev.workerapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.RecycleStatus;
import dev.workerapp.crd.SlotStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Report;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import dev.workerapp.planner.ScheduleReport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusWriterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Verdict NO = new Verdict(false, Reason.AS_ASKED, "");
    private static final Problem TAKEN = new Problem(Reason.NAME_TAKEN, "taken");
    private static final Problem LATER = new Problem(Reason.SERVER_ERROR, "later");
    private static final WorkerApp APP = Serialization.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u, generation: 1}
            spec: {image: example/shop:1, port: 80, instances: 100}
            """, WorkerApp.class);
    private static final Revisions UNKNOWN = new Revisions(
            StoredRevision.render(APP, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0),
            List.of(),
            Optional.empty());

    @Test
    void a_slot_that_is_refused_is_named_before_those_that_only_start() {
        List<SlotReport> starting = IntStream.range(0, 60)
                .mapToObj(slot -> new SlotReport(slot, Optional.of("shop-" + slot), "r", Reason.STARTING, "starting"))
                .toList();
        Refusal refusal = new Refusal(90, "r", NOW, 1, NOW, new Problem(Reason.CREATE_REFUSED, "no"));

        List<SlotStatus> slots = Optional.ofNullable(StatusWriter.of(
                                APP,
                                report(Word.SCALING, NO, starting),
                                UNKNOWN,
                                List.of(refusal),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                NOW)
                        .slots())
                .orElseThrow();

        assertThat(slots).hasSize(StatusWriter.MOST_SLOTS).isSortedAccordingTo(Comparator.comparing(SlotStatus::slot));
        assertThat(slots.getLast().slot()).isEqualTo(90);
        assertThat(slots.getLast().since()).isEqualTo(NOW.toString());
    }

    @Test
    void the_image_is_that_of_the_revision_which_the_slots_are_brought_to() {
        StoredRevision stable = StoredRevision.render(APP, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0);
        WorkerApp changed = Serialization.clone(APP);
        changed.setSpec(Serialization.unmarshal("image: example/shop:2\nport: 80\n", WorkerAppSpec.class));

        WorkerAppStatus status = StatusWriter.of(
                changed,
                report(Word.ROLLED_BACK, NO, stable.name()),
                new Revisions(UNKNOWN.asked(), List.of(stable), Optional.empty()),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                NOW);

        assertThat(status.image()).isEqualTo("example/shop:1");
    }

    @Test
    void an_app_stays_degraded_until_every_slot_has_an_available_worker_again() {
        Verdict unavailable = new Verdict(false, Reason.SLOTS_UNAVAILABLE, "No available worker in slot 0.");
        Report starting = report(Word.SCALING, unavailable, NO, List.of());
        WorkerAppStatus degraded = status(report(Word.DEGRADED, unavailable, NO, List.of()));

        assertThat(status(starting).state()).isEqualTo("Scaling");
        assertThat(status(Optional.of(degraded), starting).state()).isEqualTo("Degraded");
        assertThat(status(Optional.of(degraded), report(Word.RELOADING, NO, List.of()))
                        .state())
                .isEqualTo("Reloading");
    }

    @Test
    void what_is_wrong_beside_the_workers_makes_a_ready_app_degraded() {
        WorkerAppStatus status = status(report(Word.READY, NO, List.of()), TAKEN);

        assertThat(status.state()).isEqualTo("Degraded");
        assertThat(conditions(status))
                .containsExactly(
                        "Available=True AsAsked",
                        "Ready=False NameTaken",
                        "Reconciling=False AsAsked",
                        "Stalled=True NameTaken");
        assertThat(StatusWriter.says(Optional.of(status), TAKEN)).isTrue();
        assertThat(StatusWriter.says(Optional.of(status), LATER)).isFalse();
    }

    @Test
    void what_the_next_try_may_mend_makes_an_app_reconciling() {
        WorkerAppStatus status = status(report(Word.READY, NO, List.of()), LATER);

        assertThat(conditions(status))
                .containsExactly(
                        "Available=True AsAsked",
                        "Ready=False ServerError",
                        "Reconciling=True ServerError",
                        "Stalled=False AsAsked");
        assertThat(StatusWriter.says(Optional.of(status), LATER)).isTrue();
    }

    @Test
    void what_somebody_must_mend_comes_before_what_the_next_try_may() {
        WorkerAppStatus status = status(report(Word.READY, NO, List.of()), TAKEN, LATER);

        assertThat(conditions(status)).last().isEqualTo("Stalled=True NameTaken");
        assertThat(StatusWriter.says(Optional.of(status), LATER)).isTrue();
    }

    @Test
    void the_schedule_is_told_with_its_latest_run() {
        ScheduleReport begun = new ScheduleReport(
                "0 4 * * * UTC",
                NOW.minusSeconds(86_400),
                Optional.of(NOW.plusSeconds(60)),
                Optional.of(NOW.minusSeconds(120)),
                Optional.of(NOW),
                3,
                Optional.empty());
        ScheduleReport skipped = new ScheduleReport(
                "0 4 * * * UTC",
                NOW,
                Optional.empty(),
                Optional.of(NOW),
                Optional.empty(),
                3,
                Optional.of(Reason.PAUSED));

        assertThat(status(scheduled(begun)).recycle())
                .isEqualTo(new RecycleStatus(
                        "0 4 * * * UTC",
                        NOW.minusSeconds(86_400).toString(),
                        NOW.plusSeconds(60).toString(),
                        NOW.minusSeconds(120).toString(),
                        NOW.toString(),
                        3,
                        null));
        assertThat(status(scheduled(skipped)).recycle())
                .isEqualTo(
                        new RecycleStatus("0 4 * * * UTC", NOW.toString(), null, NOW.toString(), null, null, "Paused"));
    }

    @Test
    void a_pass_that_fails_says_why_and_leaves_the_rest_as_it_was() {
        WorkerAppStatus known = StatusWriter.of(
                APP,
                report(Word.READY, NO, List.of()),
                UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                NOW.minusSeconds(60));

        WorkerAppStatus failed =
                FailureStatus.of(APP, Optional.of(known), new Problem(Reason.INTERNAL_ERROR, "broken"), NOW);

        assertThat(failed.available()).isEqualTo(100);
        assertThat(failed.state()).isEqualTo("Degraded");
        assertThat(conditions(failed))
                .containsExactly(
                        "Available=True AsAsked",
                        "Ready=False InternalError",
                        "Reconciling=False InternalError",
                        "Stalled=True InternalError");
        assertThat(FailureStatus.isFinal(failed)).isFalse();
    }

    @Test
    void the_first_pass_that_fails_says_why() {
        WorkerAppStatus failed =
                FailureStatus.of(APP, Optional.empty(), new Problem(Reason.NAMESPACE_TERMINATING, "going"), NOW);

        assertThat(conditions(failed))
                .containsExactly(
                        "Ready=False NamespaceTerminating",
                        "Reconciling=False NamespaceTerminating",
                        "Stalled=True NamespaceTerminating");
        assertThat(FailureStatus.isFinal(failed)).isTrue();
    }

    private static List<String> conditions(WorkerAppStatus status) {
        return Optional.ofNullable(status.conditions()).orElseThrow().stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus() + " " + condition.getReason())
                .toList();
    }

    @Test
    void what_is_wrong_beside_the_workers_is_told_after_what_is_wrong_with_them() {
        Verdict rolledBack = new Verdict(true, Reason.ROLLED_BACK, "failed.");

        WorkerAppStatus status = status(report(Word.ROLLED_BACK, rolledBack, List.of()), TAKEN);

        assertThat(status.state()).isEqualTo("RolledBack");
        assertThat(status.conditions()).last().satisfies(stalled -> {
            assertThat(stalled.getReason()).isEqualTo("RolledBack");
            assertThat(stalled.getMessage()).isEqualTo("failed. taken.");
        });
    }

    private static WorkerAppStatus status(Report report, Problem... problems) {
        return status(Optional.empty(), report, problems);
    }

    private static WorkerAppStatus status(Optional<WorkerAppStatus> before, Report report, Problem... problems) {
        return StatusWriter.of(APP, report, UNKNOWN, List.of(), List.of(problems), List.of(), before, NOW);
    }

    private static Report report(Word word, Verdict stalled, List<SlotReport> slots) {
        return report(word, new Verdict(true, Reason.AS_ASKED, ""), stalled, slots);
    }

    private static Report report(Word word, Verdict stalled, String target) {
        return report(word, new Verdict(true, Reason.AS_ASKED, ""), stalled, List.of(), target);
    }

    private static Report report(Word word, Verdict available, Verdict stalled, List<SlotReport> slots) {
        return report(word, available, stalled, slots, "r");
    }

    private static Report scheduled(ScheduleReport schedule) {
        Verdict yes = new Verdict(true, Reason.AS_ASKED, "");
        return report(Word.READY, yes, NO, List.of(), "r", Optional.of(schedule));
    }

    private static Report report(Word word, Verdict available, Verdict stalled, List<SlotReport> slots, String target) {
        return report(word, available, stalled, slots, target, Optional.empty());
    }

    private static Report report(
            Word word,
            Verdict available,
            Verdict stalled,
            List<SlotReport> slots,
            String target,
            Optional<ScheduleReport> schedule) {
        return new Report(
                word,
                100,
                100,
                100,
                100,
                0,
                Optional.of(target),
                target,
                Optional.empty(),
                schedule,
                slots,
                available,
                new Verdict(!stalled.holds(), Reason.AS_ASKED, ""),
                NO,
                stalled);
    }
}
