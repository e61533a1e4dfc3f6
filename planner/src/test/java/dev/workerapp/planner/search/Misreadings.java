package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadPolicy;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.RevisionCopy;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.SlotMarks;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.search.PlannerModel.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Planners that take one thing for another such as a person does: the one that ships, with a view that is wrong. */
final class Misreadings {

    private Misreadings() {}

    /** A worker is available when it runs. */
    static Policy runningIsTakenForAvailable() {
        return workers((worker, now) -> worker.firstRanAt().isPresent() && !worker.crashLooping() && !worker.terminal()
                ? Edit.of(worker).readySince(worker.createdAt()).made()
                : worker);
    }

    /** A worker is available when it is ready, proved or not. */
    static Policy nobodyIsOnTrial() {
        return (desired, observed, now) -> Planner.plan(withoutProbation(desired), observed, now);
    }

    /** That a node is lost is not looked at. */
    static Policy lostNodesAreNotSeen() {
        return workers((worker, now) -> worker.onLostNode()
                ? Edit.of(worker).onGoodNode().withoutProblem().made()
                : worker);
    }

    /** That an eviction was requested is not looked at. */
    static Policy requestsAreNotSeen() {
        return workers((worker, now) -> Edit.of(worker).notDue().made());
    }

    /** An init container that runs is taken for one that can't. */
    static Policy initContainersAreNotSeen() {
        return workers((worker, now) -> worker.problem()
                        .map(Problem::reason)
                        .filter(Reason.INITIALIZING::equals)
                        .isPresent()
                ? Edit.of(worker).withoutProblem().made()
                : worker);
    }

    /** What failed is tried again at once. */
    static Policy nobodyWaits() {
        return workers((worker, now) -> worker.terminal()
                ? Edit.of(worker).changedAt(now.minus(Duration.ofHours(1))).made()
                : worker);
    }

    /** What was refused is tried again at once. */
    static Policy refusalsAreTriedAtOnce() {
        return (desired, observed, now) -> Planner.plan(desired, observed.withRefusals(tried(observed, now)), now);
    }

    private static List<Refusal> tried(Observed observed, Instant now) {
        Instant before = now.minus(Duration.ofHours(1));
        return observed.refusals().stream()
                .map(r -> new Refusal(r.slot(), r.revision(), r.since(), r.tries(), before, r.problem()))
                .toList();
    }

    /** Another token is taken for another content. */
    static Policy tokensAreTakenForContent() {
        return (desired, observed, now) -> {
            List<Revision> others = observed.revisions().stream()
                    .map(revision ->
                            RevisionCopy.of(revision).content(revision.name()).make())
                    .toList();
            Observed seen = new Observed(
                    observed.workers(),
                    observed.orphans(),
                    others,
                    observed.refusals(),
                    observed.lastReload(),
                    Optional.empty());
            return Planner.plan(desired, seen, now);
        };
    }

    /** That a slot waits is not looked at. */
    static Policy nobodyWaitsAfterACrash() {
        return (desired, observed, now) -> {
            List<Revision> revisions = observed.revisions().stream()
                    .map(revision ->
                            RevisionCopy.of(revision).slots(SlotMarks.NONE).make())
                    .toList();
            Observed seen = new Observed(
                    observed.workers(),
                    observed.orphans(),
                    revisions,
                    observed.refusals(),
                    observed.lastReload(),
                    Optional.empty());
            return Planner.plan(desired, seen, now);
        };
    }

    /** Every errored slot is tried as soon as its own wait is over, whatever the others do. */
    static Policy everySlotIsTried() {
        return (desired, observed, now) -> {
            Plan plan = Planner.plan(desired, observed, now);
            Stream<Action> others = observed.revisions().stream()
                    .flatMap(revision -> revision.slots().bySlot().keySet().stream()
                            .filter(slot -> slot < desired.instances())
                            .filter(slot -> isEmpty(observed, slot) && isUntouched(plan, slot))
                            .flatMap(slot -> alone(desired, observed, revision, slot, now)));
            return new Plan(
                    Stream.concat(plan.actions().stream(), others).toList(),
                    plan.report(),
                    plan.neededRevisions(),
                    plan.wakeAt());
        };
    }

    /** What is done about the slot if no other one is marked, nor has a worker. */
    private static Stream<Action> alone(Desired desired, Observed observed, Revision revision, int slot, Instant now) {
        Map<Integer, SlotMark> its = Map.of(slot, revision.slots().bySlot().get(slot));
        List<Revision> revisions = observed.revisions().stream()
                .map(r -> r.name().equals(revision.name())
                        ? RevisionCopy.of(r).slots(new SlotMarks(its, "")).make()
                        : r)
                .toList();
        Observed seen = new Observed(
                observed.workers().stream().filter(w -> w.slot() == slot).toList(),
                observed.orphans(),
                revisions,
                observed.refusals(),
                observed.lastReload(),
                Optional.empty());
        return Planner.plan(desired, seen, now).actions().stream()
                .filter(action -> action instanceof Action.Create create && create.slot() == slot);
    }

    private static boolean isEmpty(Observed observed, int slot) {
        return observed.workers().stream().noneMatch(worker -> worker.slot() == slot && worker.isLive());
    }

    private static boolean isUntouched(Plan plan, int slot) {
        return plan.actions().stream()
                .noneMatch(action -> action instanceof Action.Create create && create.slot() == slot);
    }

    private static Desired withoutProbation(Desired d) {
        ReloadPolicy r = d.reload();
        ReloadPolicy without = new ReloadPolicy(
                r.parallel(),
                r.overlap(),
                r.paused(),
                r.partition(),
                r.startTimeout(),
                r.onStartTimeout(),
                Duration.ZERO,
                r.onFailure());
        return new Desired(
                d.instances(),
                d.suspended(),
                d.revision(),
                d.readiness(),
                without,
                d.undo(),
                d.restart(),
                d.resetToken(),
                d.recycle(),
                d.stoppedSlots());
    }

    /** The workers are seen as something else; what is done is done to them as they are. */
    private static Policy workers(BiFunction<Worker, Instant, Worker> mistake) {
        return (desired, observed, now) -> {
            List<Worker> seen = observed.workers().stream()
                    .map(worker -> mistake.apply(worker, now))
                    .toList();
            Plan plan = Planner.plan(
                    desired,
                    new Observed(
                            seen,
                            observed.orphans(),
                            observed.revisions(),
                            observed.refusals(),
                            observed.lastReload(),
                            Optional.empty()),
                    now);
            UnaryOperator<Worker> real = worker -> observed.workers().stream()
                    .filter(w -> w.uid().equals(worker.uid()))
                    .findFirst()
                    .orElseThrow();
            List<Action> actions =
                    plan.actions().stream().map(action -> of(action, real)).toList();
            return new Plan(actions, plan.report(), plan.neededRevisions(), plan.wakeAt());
        };
    }

    private static Action of(Action action, UnaryOperator<Worker> real) {
        return switch (action) {
            case Action.Delete a ->
                new Action.Delete(real.apply(a.worker()), a.onlyIf().map(real), a.reason());
            case Action.RecordAvailable a -> new Action.RecordAvailable(real.apply(a.worker()), a.exits(), a.reason());
            case Action.Create a -> a;
            case Action.Adopt a -> a;
            case Action.MarkFailed a -> a;
            case Action.ClearFailed a -> a;
            case Action.AnswerUndo a -> a;
            case Action.MarkStable a -> a;
            case Action.ForgetCrashes a -> new Action.ForgetCrashes(real.apply(a.worker()), a.ends(), a.reason());
            case Action.PostponeRecycling a ->
                new Action.PostponeRecycling(real.apply(a.worker()), a.failures(), a.words(), a.reason());
            case Action.RecordOverLimit a ->
                new Action.RecordOverLimit(
                        real.apply(a.worker()), a.limits(), a.availableSince(), a.words(), a.reason());
            case Action.MarkSlot a -> a;
            case Action.ClearSlots a -> a;
        };
    }
}
