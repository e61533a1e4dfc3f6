package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.search.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What holds of every plan, whatever the world: the invariants that the search checks too, and what is said. */
final class PlanChecks {
    private final Desired desired;
    private final Observed observed;
    private final Instant now = World.NOW;

    private PlanChecks(Desired desired, Observed observed) {
        this.desired = desired;
        this.observed = observed;
    }

    static void check(Desired desired, Observed observed, Plan plan) {
        PlanChecks checks = new PlanChecks(desired, observed);
        assertThat(Invariants.broken(desired, observed, World.NOW, plan)).isEmpty();
        checks.nobodyIsDeletedTwice(plan);
        checks.theMarkComesFirst(plan);
        plan.actions().forEach(checks::action);
        checks.reportIsOfOnePiece(plan.report());
        checks.staysTheSameUntilWoken(plan);
    }

    private void nobodyIsDeletedTwice(Plan plan) {
        List<Worker> deleted = plan.actions().stream()
                .filter(Action.Delete.class::isInstance)
                .map(a -> ((Action.Delete) a).worker())
                .toList();

        assertThat(deleted).doesNotHaveDuplicates().isSubsetOf(observed.workers());
    }

    private void theMarkComesFirst(Plan plan) {
        assertThat(plan.actions().stream()
                        .dropWhile(action -> action instanceof Action.AnswerUndo)
                        .skip(1))
                .noneMatch(action -> action instanceof Action.MarkFailed || action instanceof Action.AnswerUndo);
    }

    private void action(Action action) {
        switch (action) {
            case Action.Create create ->
                assertThat(desired.wants(create.slot())).isTrue();
            case Action.Delete delete ->
                assertThat(delete.worker().terminating()).isFalse();
            case Action.RecordAvailable record ->
                assertThat(record.worker().isLive()).isTrue();
            case Action.Adopt adopt -> assertThat(adopt.worker().terminating()).isFalse();
            case Action.MarkFailed mark -> assertThat(mark.revision()).isEqualTo(desired.revision());
            case Action.AnswerUndo answer -> assertThat(answer.revision()).isEqualTo(desired.revision());
            case Action.ClearFailed clear -> assertThat(clear.revision()).isNotEqualTo(desired.revision());
            case Action.ForgetCrashes forget ->
                assertThat(forget.worker().isLive()).isTrue();
            case Action.PostponeRecycling postpone ->
                assertThat(postpone.worker().isLive()).isTrue();
            case Action.RecordOverLimit record ->
                assertThat(record.worker().isLive()).isTrue();
            case Action.MarkSlot mark -> assertThat(desired.wants(mark.slot())).isTrue();
            case Action.ClearSlots clear ->
                assertThat(observed.revisions().stream()
                                .filter(revision -> revision.name().equals(clear.revision()))
                                .flatMap(revision -> revision.slots().bySlot().keySet().stream()))
                        .containsAll(clear.slots());
            case Action.MarkStable mark -> assertThat(observed.revisions()).allMatch(r -> r.stable() < mark.count());
        }
    }

    private void reportIsOfOnePiece(Report report) {
        assertThat(List.of(report.isReady(), report.reconciling(), report.stalled()))
                .filteredOn(Report.Verdict::holds)
                .hasSizeLessThan(2);
        assertThat((long) report.available()).isBetween(slots(this::isAvailableOnTrial), slots(this::isAvailable));
        assertThat(report.ready()).isEqualTo(slots(Worker::ready));
        assertThat(report.slots()).noneMatch(s -> s.message().isBlank());
    }

    private void staysTheSameUntilWoken(Plan plan) {
        assertThat(plan.wakeAt().stream()).allMatch(then -> then.isAfter(now));
        Instant later = plan.wakeAt().map(then -> then.minusNanos(1)).orElse(now.plus(Duration.ofDays(10)));
        Observed told = new Observed(
                observed.workers(),
                observed.orphans(),
                observed.revisions(),
                observed.refusals(),
                plan.report().reload(),
                plan.report().schedule());

        Plan then = Planner.plan(desired, told, later);

        assertThat(then).isEqualTo(plan);
    }

    private long slots(Predicate<Worker> what) {
        return desired.wantedSlots()
                .filter(slot -> observed.workers().stream()
                        .anyMatch(w -> w.slot() == slot && !w.terminating() && !w.terminal() && what.test(w)))
                .count();
    }

    private boolean isAvailableOnTrial(Worker worker) {
        return isAvailable(worker) && worker.readyFor(desired.reload().probation(), now);
    }

    private boolean isAvailable(Worker worker) {
        return worker.readyFor(desired.readiness().minReady(), now);
    }
}
