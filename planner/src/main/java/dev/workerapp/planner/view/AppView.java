package dev.workerapp.planner.view;

import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One view of one app at one instant. What several rules ask is worked out once, so that a plan costs as much time as
 * there are pods. Immutable.
 */
public final class AppView {
    private final Desired desired;
    private final Observed observed;
    private final Instant now;
    private final Revisions revisions;
    private final Judgement judgement;
    private final List<Slot> slots;
    private final Map<Integer, Slot> byNumber;
    private final Map<Integer, Refusal> refusals = new HashMap<>();
    private final List<Worker> stableWorkers;
    private final List<Failure> failures;
    private final int updatedAndAvailable;
    private final Recycling recycling;
    private final Restarts restarts;
    private final SlotStates states;

    private AppView(Desired desired, Observed observed, Instant now, Revisions revisions) {
        this.desired = desired;
        this.observed = observed;
        this.now = now;
        this.revisions = revisions;
        this.judgement = Judgement.of(desired, revisions, observed.workers(), now);
        this.slots =
                new Sorting(revisions, judgement, desired.reload().partition()).slots(observed, desired.wantedSlots());
        this.byNumber = slots.stream().collect(Collectors.toMap(Slot::number, Function.identity()));
        observed.refusals().stream()
                .filter(r -> desired.wants(r.slot()))
                .filter(r -> revisions.isTarget(r.revision()) || revisions.isStable(r.revision()))
                .forEach(refusal -> refusals.put(refusal.slot(), refusal));
        this.stableWorkers = slots.stream()
                .flatMap(s -> Stream.concat(s.target().stream(), s.outdated().stream()))
                .filter(w -> revisions.isStable(w.revision()))
                .toList();
        this.updatedAndAvailable =
                (int) slots.stream().filter(s -> anyAvailable(s.target())).count();
        this.recycling = new Recycling(this);
        this.failures = List.copyOf(new Failures(this, judgement).all());
        this.restarts = new Restarts(this);
        this.states = new SlotStates(this);
    }

    /** The view of an app at an instant. */
    public static AppView of(Desired desired, Observed observed, Instant now) {
        return new AppView(desired, observed, now, Revisions.of(desired.revision(), observed.revisions()));
    }

    /** What will be seen once the revision asked for is marked failed. */
    public AppView afterMarkingFailed(String detail) {
        return new AppView(desired, observed, now, revisions.afterMarkingFailed(detail));
    }

    /** What will be seen once a request to undo the revision asked for is answered. */
    public AppView afterAnswering(UndoAnswer answer) {
        return new AppView(desired, observed, now, revisions.afterAnswering(answer));
    }

    /** What the app asks for. */
    public Desired desired() {
        return desired;
    }

    /** What is seen, unsorted. */
    public Observed observed() {
        return observed;
    }

    /** The instant at which all is judged. */
    public Instant now() {
        return now;
    }

    /** Who is asked for, stable, and the target. */
    public Revisions revisions() {
        return revisions;
    }

    /** The wanted slots, from the lowest; none while suspended. */
    public List<Slot> slots() {
        return slots;
    }

    /** The slot of this number, if it is wanted. */
    public Optional<Slot> slot(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The wanted slots from the highest: the order of a reload. */
    public List<Slot> slotsFromHighest() {
        return slots.reversed();
    }

    /** Workers of slots that are not wanted and that are not ending yet, highest slot first. */
    public List<Worker> surplus() {
        return observed.workers().stream()
                .filter(w -> !desired.wants(w.slot()) && !w.terminating())
                .sorted(Comparator.comparingInt(Worker::slot).reversed().thenComparing(Sorting.OLDEST_FIRST))
                .toList();
    }

    /** What the worker is to be replaced for, the most urgent first. */
    public Set<ReplaceReason> replaceReasons(Worker worker) {
        Set<ReplaceReason> reasons = EnumSet.noneOf(ReplaceReason.class);
        for (ReplaceReason reason : ReplaceReason.values()) {
            if (reason.appliesTo(this, worker)) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    /**
     * How far a worker is from being right, lower is better: right, then to be replaced by one of its revision, then
     * outdated, then both.
     */
    public Integer rank(Worker worker) {
        Set<ReplaceReason> reasons = replaceReasons(worker);
        boolean outdated = !revisions.isTarget(worker.revision());
        return (outdated ? 2 : 0) + (isToBeRecycled(reasons) ? 1 : 0);
    }

    /** Whether the worker is to be replaced for another reason than its revision. */
    public boolean isToBeRecycled(Worker worker) {
        return isToBeRecycled(replaceReasons(worker));
    }

    /** The most urgent reason, other than its revision, that the worker is to be replaced for; empty if there is none. */
    public Optional<Reason> recycledFor(Worker worker) {
        return replaceReasons(worker).stream()
                .filter(reason -> reason != ReplaceReason.OUTDATED)
                .findFirst()
                .map(ReplaceReason::onDelete);
    }

    private static boolean isToBeRecycled(Set<ReplaceReason> reasons) {
        return reasons.stream().anyMatch(reason -> reason != ReplaceReason.OUTDATED);
    }

    /** Whether the worker is available: the truth, whatever {@code Proceed} makes of it. */
    public boolean available(Worker worker) {
        return judgement.available(worker);
    }

    /** Whether any of the workers is available. */
    public boolean anyAvailable(List<Worker> workers) {
        return workers.stream().anyMatch(this::available);
    }

    /** Whether a worker of the target is available, or failed and is accepted as available ({@code Proceed}). */
    private boolean acceptedAsAvailable(Slot slot, Worker worker) {
        return available(worker) || (proceeds() && failure(slot, worker).isPresent());
    }

    /** Whether the slot has a worker of the target that is accepted as available. */
    public boolean isUpdated(Slot slot) {
        return slot.target().stream().anyMatch(w -> acceptedAsAvailable(slot, w));
    }

    /** Whether a worker is not available and can't be expected to become so. */
    public boolean broken(Worker worker) {
        return judgement.broken(worker).isPresent();
    }

    /** Why a worker is not available and can't be expected to become so; empty while it can. */
    public Optional<Reason> brokenBy(Worker worker) {
        return judgement.broken(worker);
    }

    /** Whether the slot has an old worker, and none that still may serve. */
    public boolean hasBrokenOldWorker(Slot slot) {
        return !slot.outdated().isEmpty() && slot.outdated().stream().allMatch(this::broken);
    }

    /** Why a worker of the target fails by what its version did; empty while it does not. */
    public Optional<Reason> failure(Slot slot, Worker worker) {
        return slot.outdated().isEmpty() ? judgement.ofLoneWorker(worker) : judgement.ofReplacement(worker);
    }

    /** Why a worker that nobody needs is given up; empty while it may still become available in time. */
    Optional<Reason> givenUp(Worker worker) {
        return judgement.givenUp(worker);
    }

    /** Whether a worker that never served is to be started on another node, since its own is lost. */
    public boolean isToBeStartedElsewhere(Worker worker) {
        return judgement.isToBeStartedElsewhere(worker);
    }

    /** Whether the worker can't be started for longer than {@code reload.startTimeoutSeconds}. */
    public boolean isStartOverdue(Worker worker) {
        return judgement.isStartOverdue(worker);
    }

    /** Whether a worker can't be created for longer than {@code reload.startTimeoutSeconds}. */
    public boolean isStartOverdue(Refusal refusal) {
        return judgement.isStartOverdue(refusal);
    }

    /** Whether pods of the slot have failed for longer than {@code reload.startTimeoutSeconds}, of which this is the last. */
    public boolean hasFailedForLong(Worker dead) {
        return judgement.hasFailedForLong(dead);
    }

    /** How long the worker may take from its first start until it is available. */
    Duration timeToBecomeAvailable(Worker worker) {
        return judgement.timeToBecomeAvailable(worker);
    }

    /** Whether the worker is ready and is watched for a while before it is available. */
    public boolean isOnProbation(Worker worker) {
        return worker.isLive()
                && worker.ready()
                && !available(worker)
                && judgement.readyTime(worker).compareTo(desired.readiness().minReady()) > 0;
    }

    /** Whether at least one worker of the target is available. */
    public boolean proved() {
        return updatedAndAvailable > 0;
    }

    /** How many slots have an available worker of the target. */
    public int updatedAndAvailable() {
        return updatedAndAvailable;
    }

    /** Live workers of a revision, in wanted slots. */
    public List<Worker> workersOf(String revision) {
        return slots.stream()
                .flatMap(slot -> slot.live().stream())
                .filter(worker -> worker.revision().equals(revision))
                .toList();
    }

    /** Whether an empty slot is filled with the target, as it is proved or there is nothing to be protected. */
    public boolean takesTarget(Slot slot) {
        return inReloadScope(slot) && (proved() || stableWorkers.isEmpty());
    }

    /** What each slot is in. */
    public SlotStates states() {
        return states;
    }

    /** What the restart policy makes of workers and slots. */
    public Restarts restarts() {
        return restarts;
    }

    /** Which workers are replaced though nothing forces it. */
    public Recycling recycling() {
        return recycling;
    }

    /** Whether the slot is reloaded: not below the partition, which does not hold for a rollback. */
    boolean inReloadScope(int slot) {
        return revisions.rolledBack() || slot >= desired.reload().partition();
    }

    /** Whether the slot is reloaded: not below the partition, which does not hold for a rollback. */
    public boolean inReloadScope(Slot slot) {
        return inReloadScope(slot.number());
    }

    /** Whether no new replacement may start for another revision; that does not hold for a rollback. */
    public boolean paused() {
        return desired.reload().paused() && !revisions.rolledBack();
    }

    /** Whether nothing is left of the reload but slots below the partition, which keep the stable revision. */
    boolean isHeldByPartition() {
        return !revisions.rolledBack()
                && slots.stream()
                        .anyMatch(
                                slot -> !inReloadScope(slot) && !slot.outdated().isEmpty())
                && slots.stream().allMatch(slot -> inReloadScope(slot) ? isReloaded(slot) : keepsStable(slot));
    }

    private boolean isReloaded(Slot slot) {
        return isUpdated(slot) && slot.outdated().isEmpty();
    }

    private boolean keepsStable(Slot slot) {
        return slot.outdated().stream().allMatch(worker -> revisions.isStable(worker.revision()));
    }

    /** Whether the target is yet to complete a reload, or a slot in the scope of the reload runs something else. */
    public boolean reloading() {
        return !revisions.targetIsStable()
                || slots.stream()
                        .anyMatch(s -> inReloadScope(s) && !s.outdated().isEmpty());
    }

    /** Whether the reload to the target has just completed, so that the former stable revision is still gone back to. */
    public boolean inProbation() {
        return probationEnds().filter(now::isBefore).isPresent();
    }

    /**
     * The revisions that must be kept, by name: the one asked for, those that slots may be brought to instead, and the one on
     * which it is remembered that the app's request to undo has been answered.
     */
    public Set<String> neededRevisions() {
        Stream<Revision> insteadOfAsked =
                Stream.concat(revisions.stable().stream(), inProbation() ? revisions.fallback().stream() : Stream.of());
        Stream<Revision> answering = revisions.all().stream()
                .filter(revision -> revision.hasAnswered(desired.undo().token()));
        return Stream.of(Stream.of(revisions.asked(), revisions.target()), insteadOfAsked, answering)
                .flatMap(needed -> needed)
                .map(Revision::name)
                .collect(Collectors.toSet());
    }

    private Optional<Instant> probationEnds() {
        return revisions.targetIsStable()
                ? revisions
                        .target()
                        .stableSince()
                        .map(since -> since.plus(desired.reload().probation()))
                : Optional.empty();
    }

    /** The refusal of the slot's worker of the target, if there is a current one. */
    public Optional<Refusal> refusal(Slot slot) {
        return anyRefusal(slot)
                .filter(refusal -> revisions.isTarget(refusal.revision()))
                .filter(refusal -> isCurrent(slot));
    }

    /** The refusal of a worker of the slot, of the target or of the stable revision, also one of the past. */
    public Optional<Refusal> anyRefusal(Slot slot) {
        return Optional.ofNullable(refusals.get(slot.number()));
    }

    /** What has failed of the target, lowest slot first; empty when nothing has. */
    public List<Failure> failures() {
        return failures;
    }

    /** Whether no further replacement starts because one has failed. */
    public boolean halted() {
        return !proceeds() && !failures.isEmpty();
    }

    /** When time alone may next change how something is judged. */
    public Optional<Instant> nextDeadline() {
        Stream<Instant> ofWorkers =
                slots.stream().flatMap(s -> s.live().stream()).flatMap(judgement::turns);
        Stream<Instant> ofDead = slots.stream().flatMap(s -> s.dead().stream()).map(BackOff::until);
        Stream<Instant> ofRefusals = refusals.values().stream()
                .flatMap(refusal -> Stream.of(judgement.startBy(refusal), BackOff.until(refusal)));
        return Stream.of(ofWorkers, ofDead, ofRefusals, probationEnds().stream(), restarts.turns(), recycling.turns())
                .flatMap(instants -> instants)
                .filter(then -> then.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    private boolean proceeds() {
        return desired.reload().onFailure() == OnFailure.PROCEED;
    }

    /** A refusal is of the past once a worker is there, and means nothing while nobody asks again. */
    private boolean isCurrent(Slot slot) {
        return slot.target().isEmpty() && (slot.isEmpty() || (!paused() && inReloadScope(slot)));
    }
}
