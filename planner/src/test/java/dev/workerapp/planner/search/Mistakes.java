package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.search.PlannerModel.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Planners with a mistake such as a person makes: the one that ships, but for one thing. */
final class Mistakes {

    private Mistakes() {}

    /** The old worker goes when the new one only runs. */
    static Policy runningIsTakenForAvailable() {
        return (desired, observed, now) -> {
            List<Worker> hopeful = observed.workers().stream()
                    .map(w -> w.firstRanAt().isPresent() && !w.crashLooping() ? ready(w) : w)
                    .toList();
            Plan plan = Planner.plan(desired, withWorkers(observed, hopeful), now);
            return map(
                    plan,
                    action -> action instanceof Action.Delete delete
                            ? new Action.Delete(original(observed, delete.worker()), Optional.empty(), delete.reason())
                            : action);
        };
    }

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
                            worker.slot(), desired.revision(), next, CrashHistory.NONE, Reason.OUTDATED));
                }
            }
            return new Plan(more, plan.report(), plan.wakeAt());
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
                ? new Action.Delete(withUid(delete.worker(), ""), delete.onlyIf(), delete.reason())
                : action);
    }

    private static Policy shipped(UnaryOperator<Action> mistake) {
        return (desired, observed, now) -> map(Planner.plan(desired, observed, now), mistake);
    }

    private static Plan map(Plan plan, UnaryOperator<Action> mistake) {
        return actions(plan, plan.actions().stream().map(mistake));
    }

    private static Plan actions(Plan plan, Stream<Action> actions) {
        return new Plan(actions.toList(), plan.report(), plan.wakeAt());
    }

    private static int nextIn(Observed observed, int slot) {
        return 1
                + observed.workers().stream()
                        .filter(w -> w.slot() == slot)
                        .mapToInt(Worker::incarnation)
                        .max()
                        .orElse(0);
    }

    private static Worker lowest(Observed observed) {
        return observed.workers().stream()
                .filter(w -> !w.terminating())
                .min(Comparator.comparingInt(Worker::slot))
                .orElseThrow();
    }

    private static Worker original(Observed observed, Worker changed) {
        return observed.workers().stream()
                .filter(w -> w.uid().equals(changed.uid()))
                .findFirst()
                .orElseThrow();
    }

    private static Observed withWorkers(Observed seen, List<Worker> workers) {
        return new Observed(workers, seen.orphans(), seen.revisions(), seen.refusals(), seen.lastReload());
    }

    private static Worker ready(Worker w) {
        return new Worker(
                w.name(),
                w.uid(),
                w.slot(),
                w.revision(),
                w.incarnation(),
                w.createdAt(),
                w.firstRanAt(),
                true,
                w.createdAt(),
                w.terminating(),
                w.terminal(),
                w.crashLooping(),
                w.needsRoom(),
                w.onDrainedNode(),
                w.onLostNode(),
                w.restarts(),
                w.history(),
                w.problem());
    }

    private static Worker withUid(Worker w, String uid) {
        return new Worker(
                w.name(),
                uid,
                w.slot(),
                w.revision(),
                w.incarnation(),
                w.createdAt(),
                w.firstRanAt(),
                w.ready(),
                w.readyChangedAt(),
                w.terminating(),
                w.terminal(),
                w.crashLooping(),
                w.needsRoom(),
                w.onDrainedNode(),
                w.onLostNode(),
                w.restarts(),
                w.history(),
                w.problem());
    }
}
