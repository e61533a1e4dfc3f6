package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.RecyclePolicy;
import dev.workerapp.planner.UndoRequest;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.search.PlannerModel.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Planners with a mistake such as a person makes: the one that ships, but for one thing. */
final class Mistakes {

    private Mistakes() {}

    /** Nobody looks whether the replacement is still available. */
    static Policy onlyIfIsForgotten() {
        return shipped(action -> action instanceof Action.Delete delete
                ? new Action.Delete(delete.worker(), Optional.empty(), delete.reason())
                : action);
    }

    /** A terminating pod is taken for gone. */
    static Policy terminatingPodsAreIgnored() {
        return (desired, observed, now) -> {
            List<Worker> others =
                    observed.workers().stream().filter(w -> !w.terminating()).toList();
            Plan plan = Planner.plan(desired, withWorkers(observed, others), now);
            return map(
                    plan,
                    action -> action instanceof Action.Create create
                            ? new Action.Create(
                                    create.slot(),
                                    create.revision(),
                                    nextIn(observed, create.slot()),
                                    create.history(),
                                    create.recycling(),
                                    create.reason())
                            : action);
        };
    }

    /** All replacements start at once, before the first is proved. */
    static Policy nobodyWaitsForTheFirst() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            List<Action> more = new ArrayList<>(plan.actions());
            for (Worker worker : observed.workers()) {
                boolean alone = observed.workers().stream()
                                .filter(w -> w.slot() == worker.slot())
                                .count()
                        == 1;
                boolean begun = plan.actions().stream()
                        .anyMatch(a -> a instanceof Action.Create create && create.slot() == worker.slot());
                if (alone && !begun && !worker.revision().equals(desired.revision())) {
                    int next = nextIn(observed, worker.slot());
                    more.add(new Action.Create(
                            worker.slot(),
                            desired.revision(),
                            next,
                            CrashHistory.NONE,
                            RecycleHistory.NONE,
                            Reason.OUTDATED));
                }
            }
            return new Plan(more, plan.report(), plan.neededRevisions(), plan.wakeAt());
        };
    }

    /** A worker whose eviction was requested is let go at once. */
    static Policy requestsAreGrantedAtOnce() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            Stream<Action> granted = observed.workers().stream()
                    .filter(worker -> worker.isLive() && !worker.due().isEmpty())
                    .map(worker -> new Action.Delete(worker, Optional.empty(), Reason.EVICTION_REQUESTED));
            return actions(plan, Stream.concat(plan.actions().stream(), granted));
        };
    }

    /** The failure is acted upon and not remembered. */
    static Policy theFailureIsNotRemembered() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            return actions(plan, plan.actions().stream().filter(a -> !(a instanceof Action.MarkFailed)));
        };
    }

    /** The failure is remembered after all else is done. */
    static Policy theFailureIsRememberedLast() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            return actions(
                    plan,
                    Stream.concat(
                            plan.actions().stream().filter(a -> !(a instanceof Action.MarkFailed)),
                            plan.actions().stream().filter(Action.MarkFailed.class::isInstance)));
        };
    }

    /** An empty slot is filled with what the app asks for, whatever became of it. */
    static Policy emptySlotsTakeWhatIsAsked() {
        return (desired, observed, now) -> map(
                Planner.plan(desired, observed, now),
                action -> action instanceof Action.Create create
                        ? new Action.Create(
                                create.slot(),
                                desired.revision(),
                                create.incarnation(),
                                create.history(),
                                create.recycling(),
                                create.reason())
                        : action);
    }

    /** PM2's: scaling down removes the oldest ids. */
    static Policy theLowestSlotIsRetired() {
        return (desired, observed, now) -> map(
                Planner.plan(desired, observed, now),
                action -> action instanceof Action.Delete delete && delete.reason() == Reason.SURPLUS_SLOT
                        ? new Action.Delete(lowest(observed), Optional.empty(), delete.reason())
                        : action);
    }

    /** A slot is filled though somebody has stopped it. */
    static Policy stoppedSlotsAreFilled() {
        return (desired, observed, now) -> Planner.plan(desired.stopping(Set.of()), observed, now);
    }

    /** Orphans are left alone. */
    static Policy nobodyIsAdopted() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            return actions(plan, plan.actions().stream().filter(a -> !(a instanceof Action.Adopt)));
        };
    }

    /** Pods are deleted by their name. */
    static Policy theUidIsNotLookedAt() {
        return shipped(action -> action instanceof Action.Delete delete
                ? new Action.Delete(Edit.of(delete.worker()).uid("").made(), delete.onlyIf(), delete.reason())
                : action);
    }

    /** A worker is deleted for its crashes before that is remembered. */
    static Policy theSlotIsMarkedLast() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            return actions(
                    plan,
                    Stream.concat(
                            plan.actions().stream().filter(a -> !(a instanceof Action.MarkSlot)),
                            plan.actions().stream().filter(Action.MarkSlot.class::isInstance)));
        };
    }

    /** A new pod does not remember how often in a row the one before it has crashed. */
    static Policy crashesAreForgotten() {
        return withHistories(history -> history.withCrashes(0));
    }

    /** A new pod does not remember how often the containers of the one before it have ended. */
    static Policy theCountIsForgotten() {
        return withHistories(
                history -> new CrashHistory(history.attempt(), 0, history.exitsWhenAvailable(), false, history.runs()));
    }

    /** A new pod does not remember which attempt it is. */
    static Policy theAttemptIsForgotten() {
        return withHistories(history ->
                new CrashHistory(0, history.exits(), history.exitsWhenAvailable(), history.wasReady(), history.runs()));
    }

    /** What a request to undo asks for is done, and that it was is not remembered. */
    static Policy theAnswerIsNotRemembered() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            return actions(plan, plan.actions().stream().filter(a -> !(a instanceof Action.AnswerUndo)));
        };
    }

    /** A token that was removed is another token. */
    static Policy anAbsentTokenIsAnother() {
        return (desired, observed, now) -> {
            boolean wasAnswered = observed.revisions().stream()
                    .anyMatch(revision -> revision.undo().isPresent());
            boolean isRemoved = desired.undo().token().isEmpty() && wasAnswered;
            Desired asked = isRemoved ? desired.undoing(new UndoRequest("0", "", "")) : desired;
            return Planner.plan(asked, observed, now);
        };
    }

    /** The replacement of a worker that is only old fails, and its version is blamed. */
    static Policy aFailedReplacementIsAFailedRevision() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            Stream<Action> marks = plan.actions().stream()
                    .filter(Action.PostponeRecycling.class::isInstance)
                    .map(_ -> new Action.MarkFailed(desired.revision(), "", Reason.NOT_READY_IN_TIME));
            return actions(plan, Stream.concat(marks, plan.actions().stream()));
        };
    }

    /** The replacement of a worker that is only old fails, is deleted, and nobody remembers it. */
    static Policy aFailedReplacementIsForgotten() {
        return (desired, observed, now) -> map(
                Planner.plan(desired, observed, now),
                action -> action instanceof Action.PostponeRecycling postpone
                        ? new Action.Delete(
                                newest(observed, postpone.worker().slot()), Optional.empty(), Reason.DUPLICATE)
                        : action);
    }

    /** A worker that is old is replaced, however the others are. */
    static Policy oldWorkersAreReplacedAtAnyTime() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            Duration limit = desired.recycle().maxAge().orElseThrow();
            Stream<Action> starts = observed.workers().stream()
                    .filter(worker ->
                            worker.isLive() && now.isAfter(worker.createdAt().plus(limit)))
                    .filter(worker -> newest(observed, worker.slot()).equals(worker))
                    .filter(worker -> plan.actions().isEmpty())
                    .map(worker -> new Action.Create(
                            worker.slot(),
                            worker.revision(),
                            nextIn(observed, worker.slot()),
                            CrashHistory.NONE,
                            RecycleHistory.NONE,
                            Reason.MAX_AGE));
            return actions(plan, Stream.concat(plan.actions().stream(), starts));
        };
    }

    /** A new pod does not remember how often in a row those before it came over a limit soon. */
    static Policy theRowIsForgotten() {
        return shipped(action -> action instanceof Action.Create create
                ? new Action.Create(
                        create.slot(),
                        create.revision(),
                        create.incarnation(),
                        create.history(),
                        RecycleHistory.NONE,
                        create.reason())
                : action);
    }

    /** Only the replacement of a worker that is over its limit remembers how often those before it were. */
    static Policy onlyReplacementsRememberTheRow() {
        return shipped(action ->
                action instanceof Action.Create create && !create.reason().isVoluntary()
                        ? new Action.Create(
                                create.slot(),
                                create.revision(),
                                create.incarnation(),
                                create.history(),
                                RecycleHistory.NONE,
                                create.reason())
                        : action);
    }

    /** A new pod does not remember the latest tick of the schedule. */
    static Policy theTickIsForgotten() {
        return shipped(action -> action instanceof Action.Create create
                ? new Action.Create(
                        create.slot(),
                        create.revision(),
                        create.incarnation(),
                        create.history(),
                        new RecycleHistory(
                                create.recycling().startedFor(),
                                Optional.empty(),
                                Optional.empty(),
                                create.recycling().overLimit()),
                        create.reason())
                : action);
    }

    /** It is not counted how often workers come over a limit soon. */
    static Policy nothingIsCounted() {
        return (desired, observed, now) -> {
            RecyclePolicy recycle = desired.recycle();
            Desired blind = new Desired(
                    desired.instances(),
                    desired.suspended(),
                    desired.revision(),
                    desired.readiness(),
                    desired.reload(),
                    desired.undo(),
                    desired.restart(),
                    desired.resetToken(),
                    new RecyclePolicy(recycle.minAge(), recycle.maxAge(), recycle.schedule()),
                    desired.stoppedSlots());
            return Planner.plan(blind, observed, now);
        };
    }

    /** That a worker came over its limit soon is not recorded. */
    static Policy whatIsOverIsNotRecorded() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            return actions(plan, plan.actions().stream().filter(a -> !(a instanceof Action.RecordOverLimit)));
        };
    }

    private static Policy withHistories(UnaryOperator<CrashHistory> mistake) {
        return shipped(action -> action instanceof Action.Create create
                ? new Action.Create(
                        create.slot(),
                        create.revision(),
                        create.incarnation(),
                        mistake.apply(create.history()),
                        create.recycling(),
                        create.reason())
                : action);
    }

    /** A pod that has ended is deleted at once, and with it what is remembered of its slot. */
    static Policy deadPodsAreDeletedAtOnce() {
        return (desired, observed, now) -> {
            List<Worker> dead = observed.workers().stream()
                    .filter(worker -> worker.terminal() && !worker.terminating())
                    .toList();
            return dead.isEmpty()
                    ? Planner.plan(desired, observed, now)
                    : actions(
                            Planner.plan(desired, observed, now),
                            dead.stream().map(worker -> new Action.Delete(worker, Optional.empty(), Reason.TERMINAL)));
        };
    }

    /** A reload is complete when every slot has a worker of the target that is ready. */
    static Policy readyCompletesTheReload() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            boolean isKnown = observed.revisions().stream()
                    .anyMatch(r -> r.name().equals(desired.revision()) && (r.stable() > 1 || r.failed()));
            long ready = observed.workers().stream()
                    .filter(worker -> worker.isLive() && worker.ready())
                    .filter(worker -> worker.revision().equals(desired.revision()))
                    .map(Worker::slot)
                    .distinct()
                    .count();
            Action complete = new Action.MarkStable(desired.revision(), 2, now, Reason.RELOAD_COMPLETE);
            return isKnown || ready < desired.instances()
                    ? plan
                    : actions(plan, Stream.concat(Stream.of(complete), plan.actions().stream()));
        };
    }

    private static Policy shipped(UnaryOperator<Action> mistake) {
        return (desired, observed, now) -> map(Planner.plan(desired, observed, now), mistake);
    }

    private static Plan map(Plan plan, UnaryOperator<Action> mistake) {
        return actions(plan, plan.actions().stream().map(mistake));
    }

    private static Plan actions(Plan plan, Stream<Action> actions) {
        return new Plan(actions.toList(), plan.report(), plan.neededRevisions(), plan.wakeAt());
    }

    private static int nextIn(Observed observed, int slot) {
        return 1
                + observed.workers().stream()
                        .filter(w -> w.slot() == slot)
                        .mapToInt(Worker::incarnation)
                        .max()
                        .orElse(0);
    }

    private static Worker newest(Observed observed, int slot) {
        return observed.workers().stream()
                .filter(w -> w.slot() == slot)
                .max(Comparator.comparingInt(Worker::incarnation))
                .orElseThrow();
    }

    private static Worker lowest(Observed observed) {
        return observed.workers().stream()
                .filter(w -> !w.terminating())
                .min(Comparator.comparingInt(Worker::slot))
                .orElseThrow();
    }

    private static Observed withWorkers(Observed seen, List<Worker> workers) {
        return new Observed(
                workers, seen.orphans(), seen.revisions(), seen.refusals(), seen.lastReload(), Optional.empty());
    }
}
