package dev.workerapp.planner.view;

import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is wanted and seen of one app at one instant, sorted. Immutable. */
public final class AppView {
    private final Desired desired;
    private final Observed observed;
    private final Instant now;
    private final Revisions revisions;
    private final Deadlines deadlines;
    private final List<Slot> slots;
    private final List<Refusal> refusals;

    private AppView(Desired desired, Observed observed, Instant now, Revisions revisions) {
        this.desired = desired;
        this.observed = observed;
        this.now = now;
        this.revisions = revisions;
        this.deadlines = new Deadlines(desired, now);
        int wanted = desired.suspended() ? 0 : desired.instances();
        Sorting sorting =
                new Sorting(observed, revisions, deadlines, desired.reload().partition());
        this.slots = IntStream.range(0, wanted).mapToObj(sorting::slot).toList();
        this.refusals = observed.refusals().stream()
                .filter(r -> r.slot() >= 0 && r.slot() < wanted && revisions.isTarget(r.revision()))
                .filter(this::isCurrent)
                .sorted(Comparator.comparingInt(Refusal::slot))
                .toList();
    }

    /** The view of an app at an instant. */
    public static AppView of(Desired desired, Observed observed, Instant now) {
        return new AppView(desired, observed, now, Revisions.of(desired.revision(), observed.revisions()));
    }

    /** What will be seen once the revision asked for is marked failed. */
    public AppView afterMarkingFailed(String detail) {
        return new AppView(desired, observed, now, revisions.afterMarkingFailed(detail));
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

    /** The wanted slots from the highest: the order of a reload. */
    public List<Slot> slotsFromHighest() {
        return slots.reversed();
    }

    /** Workers of slots that are not wanted and that are not ending yet, highest slot first. */
    public List<Worker> surplus() {
        return observed.workers().stream()
                .filter(w -> w.slot() >= slots.size() && !w.terminating())
                .sorted(Comparator.comparingInt(Worker::slot).reversed().thenComparing(Sorting.OLDEST_FIRST))
                .toList();
    }

    /** Whether the worker is available: the truth, whatever {@code Proceed} makes of it. */
    public boolean available(Worker worker) {
        return deadlines.available(worker);
    }

    /** Whether any of the workers is available. */
    public boolean anyAvailable(List<Worker> workers) {
        return workers.stream().anyMatch(this::available);
    }

    /** Whether a worker of the target is available, or had its time and counts as available ({@code Proceed}). */
    public boolean acceptedAsAvailable(Slot slot, Worker worker) {
        return available(worker) || (proceeds() && failure(slot, worker).isPresent());
    }

    /** Whether the slot has a worker of the target that counts. */
    public boolean isUpdated(Slot slot) {
        return slot.target().stream().anyMatch(w -> acceptedAsAvailable(slot, w));
    }

    /** Whether an outdated worker is not available and can't be expected to become so. */
    public boolean broken(Worker worker) {
        return deadlines.ofLoneWorker(worker).isPresent();
    }

    /** Whether the slot has an old worker, and none that still may serve. */
    public boolean hasBrokenOldWorker(Slot slot) {
        return !slot.outdated().isEmpty() && slot.outdated().stream().allMatch(this::broken);
    }

    /** Whether the worker may still be starting for the first time. */
    public boolean mayStillStart(Worker worker) {
        return deadlines.ofReplacement(worker).isEmpty();
    }

    /** Why a worker of the target fails; empty while it does not. */
    public Optional<Reason> failure(Slot slot, Worker worker) {
        return slot.outdated().isEmpty() ? deadlines.ofLoneWorker(worker) : deadlines.ofReplacement(worker);
    }

    /** Whether the worker had its time, seen by itself. */
    public Optional<Reason> failureReason(Worker worker) {
        return deadlines.ofLoneWorker(worker);
    }

    /** Whether at least one worker of the target is available. */
    public boolean proved() {
        return updatedAndAvailable() > 0;
    }

    /** How many slots have an available worker of the target. */
    public int updatedAndAvailable() {
        return (int) slots.stream().filter(s -> anyAvailable(s.target())).count();
    }

    /** Live workers of the stable revision, in wanted slots. */
    public List<Worker> stableWorkers() {
        return slots.stream()
                .flatMap(s -> Stream.concat(s.target().stream(), s.outdated().stream()))
                .filter(w -> revisions.isStable(w.revision()))
                .toList();
    }

    /** Whether the slot is reloaded: not below the partition, which a rollback does not heed. */
    public boolean inReloadScope(Slot slot) {
        return revisions.rolledBack() || slot.number() >= desired.reload().partition();
    }

    /** Whether no new replacement may start; a rollback does not heed it. */
    public boolean paused() {
        return desired.reload().paused() && !revisions.rolledBack();
    }

    /** Whether the target is yet to complete a reload, or a slot that it inReloadScope runs something else. */
    public boolean reloading() {
        return !revisions.targetIsStable()
                || slots.stream()
                        .anyMatch(s -> inReloadScope(s) && !s.outdated().isEmpty());
    }

    /** The refusal of the slot's worker, if there is a current one. */
    public Optional<Refusal> refusal(Slot slot) {
        return refusals.stream().filter(r -> r.slot() == slot.number()).findFirst();
    }

    /** Whether the time to start has passed since the refusal. */
    public boolean overdue(Refusal refusal) {
        return deadlines.overdue(refusal);
    }

    /** What has failed of the reload that goes on, lowest slot first; empty when nothing has. */
    public List<Failure> failures() {
        if (!reloading()) {
            return List.of();
        }
        List<Failure> failures = new ArrayList<>();
        for (Slot slot : slots) {
            // Beside an available worker of the target only a move can fail, and that says nothing of the target.
            for (Worker worker : anyAvailable(slot.target()) ? List.<Worker>of() : slot.target()) {
                failure(slot, worker).ifPresent(reason -> failures.add(Failure.of(worker, reason)));
            }
            refusal(slot).filter(this::overdue).ifPresent(refusal -> failures.add(Failure.of(refusal)));
        }
        return failures;
    }

    /** Whether no further replacement starts because one has failed. */
    public boolean halted() {
        return !proceeds() && !failures().isEmpty();
    }

    /** When time alone may next change how something is judged. */
    public Optional<Instant> nextDeadline() {
        Stream<Instant> ofWorkers =
                slots.stream().flatMap(s -> s.live().stream()).flatMap(deadlines::of);
        Stream<Instant> ofRefusals = refusals.stream().map(deadlines::startBy);
        return Stream.concat(ofWorkers, ofRefusals)
                .filter(then -> then.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    private boolean proceeds() {
        return desired.reload().onFailure() == OnFailure.PROCEED;
    }

    /** A refusal is of the past once a worker is there, and means nothing while nobody asks again. */
    private boolean isCurrent(Refusal refusal) {
        Slot slot = slots.get(refusal.slot());
        return slot.target().isEmpty() && (slot.isEmpty() || (!paused() && inReloadScope(slot)));
    }
}
