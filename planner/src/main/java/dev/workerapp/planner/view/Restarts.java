package dev.workerapp.planner.view;

import dev.workerapp.planner.RestartPolicy;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Runs;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.SlotMark.Kind;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the restart policy makes of workers and slots: how many crashes in a row there were, which slots are to stay empty,
 * and which errored one is tried next. It is one at a time, the lowest: if what the workers need is still missing, a try
 * costs one pod (a circuit breaker that is half open; M. Nygard, Release It!, 2007).
 */
public final class Restarts {
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private final AppView view;
    private final RestartPolicy policy;
    private final CrashWaits waits;
    private final Optional<Slot> next;

    Restarts(AppView view) {
        this.view = view;
        this.policy = view.desired().restart();
        this.waits = new CrashWaits(policy.backOff(), view.now());
        this.next = next();
    }

    /** Whether the worker has been ready for so long that its run is stable. */
    public boolean isStable(Worker worker) {
        return worker.readyFor(policy.minUptime(), view.now());
    }

    /** How many crashes in a row the worker's slot has seen; zero while nothing asks. */
    public int crashes(Worker worker) {
        Duration unseen = view.desired().readiness().timeout().plus(policy.minUptime());
        return policy.counts() && !isStable(worker) ? worker.history().runs().crashes(unseen) : 0;
    }

    /** Whether the worker has crashes behind it that its present run makes no more of. */
    public boolean isToBeForgiven(Worker worker) {
        return policy.counts() && isStable(worker) && worker.history().runs().all() > 0;
    }

    /** What the next worker of a revision in a slot begins with: a crash of it is one too many where this one's was. */
    public int carried(Slot slot, Revision revision) {
        if (!policy.counts()) {
            return 0;
        }
        Stream<Integer> ofPods = Stream.of(slot.live(), slot.dead(), slot.terminating())
                .flatMap(List::stream)
                .filter(worker -> worker.revision().equals(revision.name()))
                .map(this::crashes);
        Stream<Integer> ofMark = remembered(slot, revision).map(SlotMark::crashes).stream();
        int most = Stream.concat(ofPods, ofMark).max(Integer::compare).orElse(0);
        return Math.min(most, policy.maxRestarts().orElse(most));
    }

    /** Why the worker's slot is to be left empty; empty if it is not. */
    public Optional<Kind> verdict(Worker worker) {
        Runs runs = worker.history().runs();
        boolean saidStop = runs.last()
                .filter(end -> !end.outOfMemory() && policy.stopExitCodes().contains(end.exitCode()))
                .isPresent();
        if (saidStop && runs.ends() > 0 && !isStable(worker)) {
            return Optional.of(Kind.STOPPED);
        }
        if (policy.maxRestarts().isPresent()) {
            int most = policy.maxRestarts().getAsInt();
            // What came before the last end was not seen, unless there is not much that could have come.
            boolean loops = runs.isDown() || most <= 1;
            if (loops && crashes(worker) > most) {
                return Optional.of(Kind.ERRORED);
            }
        }
        return hasPassed(waits.actsAt(worker, crashes(worker))) ? Optional.of(Kind.BACK_OFF) : Optional.empty();
    }

    /** When the worker of a slot that is marked with {@link Kind#BACK_OFF} is to be started again. */
    public Optional<Instant> waitsUntil(Worker worker) {
        return waits.until(worker, crashes(worker));
    }

    /** The worker of a slot that is to be left empty; empty if it is not, or its worker is not to be touched for that. */
    public Optional<Worker> toBeStopped(Slot slot) {
        return slot.onlyWorker()
                .filter(worker -> !view.available(worker) && !worker.onLostNode())
                .filter(worker -> view.replaceReasons(worker).isEmpty() && !isLeftToReload(worker))
                .filter(worker -> verdict(worker).isPresent())
                .filter(worker -> view.revisions()
                        .find(worker.revision())
                        .filter(this::hasRecovered)
                        .isEmpty());
    }

    /** Whether a worker of the revision that was tried is stable: one that stays up says that the others will, too. */
    public boolean hasRecovered(Revision revision) {
        return !revision.slots().bySlot().isEmpty()
                && view.slots().stream()
                        .filter(slot -> revision.slots()
                                .of(slot.number())
                                .filter(mark -> mark.kind() != Kind.BACK_OFF)
                                .isPresent())
                        .anyMatch(slot -> hasStable(slot, revision));
    }

    /** Whether the slot has a worker of the revision that is stable. */
    public boolean hasStable(Slot slot, Revision revision) {
        return slot.live().stream()
                .filter(worker -> worker.revision().equals(revision.name()))
                .anyMatch(this::isStable);
    }

    /** Whether the reload decides what a crash of the worker means: the revision is on trial, and can be given up. */
    private boolean isLeftToReload(Worker worker) {
        Revisions revisions = view.revisions();
        boolean reloading = revisions.stable().isPresent() && !revisions.targetIsStable();
        boolean inProbation = view.inProbation() && revisions.fallback().isPresent();
        return revisions.isTarget(worker.revision()) && (reloading || inProbation);
    }

    /** The mark by which no worker of a revision is to be started in a slot now. */
    public Optional<SlotMark> mark(Slot slot, Revision revision) {
        return remembered(slot, revision).filter(mark -> mark.kind() != Kind.BACK_OFF || isHeld(slot, mark));
    }

    private boolean isHeld(Slot slot, SlotMark wait) {
        return lasts(wait) || !slot.hasPlaceForATry();
    }

    /** Whether the wait of a slot that is marked with {@link Kind#BACK_OFF} is not over. */
    public boolean lasts(SlotMark wait) {
        return waits.lasts(wait);
    }

    /** Whether the mark was set for what the worker has done, so that the worker only has to be deleted. */
    public boolean isOf(SlotMark mark, Worker worker) {
        return switch (mark.kind()) {
            case ERRORED, STOPPED -> mark.isOf(worker);
            case BACK_OFF -> waits.isOf(mark, worker, crashes(worker));
        };
    }

    /** The same, and the mark of a wait that is over, if the policy still has what it was set for. */
    private Optional<SlotMark> remembered(Slot slot, Revision revision) {
        return revision.slots().of(slot.number()).filter(policy::binds);
    }

    /** The mark of a worker's revision in its slot, also that of a wait that is over. */
    public Optional<SlotMark> remembered(Slot slot, Worker worker) {
        return view.revisions().find(worker.revision()).flatMap(revision -> remembered(slot, revision));
    }

    /** That workers of the slot have crashed and waited, and none has been stable since; empty if it is not so. */
    public Optional<SlotMark> crashing(Slot slot) {
        if (policy.backOff().isEmpty()) {
            return Optional.empty();
        }
        Revisions revisions = view.revisions();
        return Stream.concat(Stream.of(revisions.target()), revisions.stable().stream())
                .filter(_ -> !view.anyAvailable(slot.live()))
                .flatMap(revision -> remembered(slot, revision).stream())
                .filter(mark -> mark.kind() == Kind.BACK_OFF)
                .findFirst();
    }

    /** The revision that the slot has no worker of since it is marked; empty where another one may be started. */
    public Optional<Revision> marked(Slot slot) {
        Revisions revisions = view.revisions();
        return mark(slot, revisions.target()).isPresent()
                ? Optional.of(revisions.target())
                : revisions
                        .stable()
                        .filter(stable ->
                                !view.takesTarget(slot) && mark(slot, stable).isPresent());
    }

    /** Whether a worker of the revision may be started in the empty slot: it is not marked, or it is tried. */
    public boolean mayStart(Slot slot, Revision revision) {
        return mark(slot, revision).isEmpty() || isTried(slot, revision);
    }

    /** Whether a worker of the revision would be the try of an errored slot. */
    public boolean isTried(Slot slot, Revision revision) {
        return next.filter(tried -> tried.number() == slot.number()).isPresent()
                && slot.hasPlaceForATry()
                && mark(slot, revision).filter(mark -> hasPassed(retryAt(mark))).isPresent();
    }

    /** Whether the slot is errored: empty for that, or with a worker that is only tried. */
    public boolean isErrored(Slot slot) {
        return slot.live().isEmpty()
                ? marked(slot)
                        .flatMap(revision -> mark(slot, revision))
                        .filter(Restarts::isErrored)
                        .isPresent()
                : !view.anyAvailable(slot.live()) && hasTry(slot);
    }

    /** When the slot is tried; empty if it is never, or not before another one. */
    public Optional<Instant> retryAt(Slot slot) {
        return next.filter(tried -> tried.number() == slot.number())
                .flatMap(tried -> marked(tried).flatMap(revision -> mark(tried, revision)))
                .flatMap(this::retryAt);
    }

    /** Every instant at which time alone changes something. */
    Stream<Instant> turns() {
        Stream<Instant> stable = view.slots().stream()
                .flatMap(slot -> slot.live().stream()
                        .filter(worker -> worker.ready()
                                && (worker.history().runs().ends() > 0
                                        || worker.history().runs().all() > 0
                                        || remembered(slot, worker).isPresent())))
                .map(worker -> worker.readySince().plus(policy.minUptime()));
        return Stream.of(
                        stable,
                        policy.backOff().isPresent() ? turnsOfWaits() : Stream.<Instant>of(),
                        next.flatMap(this::retryAt).stream())
                .flatMap(turns -> turns);
    }

    private Stream<Instant> turnsOfWaits() {
        Stream<Instant> crashed = view.slots().stream()
                .flatMap(slot -> slot.live().stream())
                .flatMap(worker -> waits.actsAt(worker, crashes(worker)).stream());
        Stream<Instant> waiting =
                view.slots().stream().flatMap(slot -> crashing(slot).stream()).flatMap(waits::turns);
        return Stream.concat(crashed, waiting);
    }

    /** A worker that is about to be stopped is there until it is deleted. */
    private Optional<Slot> next() {
        return view.slots().stream()
                        .anyMatch(slot -> hasTry(slot) || toBeStopped(slot).isPresent())
                ? Optional.empty()
                : view.slots().stream()
                        .filter(slot -> slot.live().isEmpty() && isErrored(slot))
                        .findFirst();
    }

    private boolean hasTry(Slot slot) {
        return slot.live().stream()
                .anyMatch(worker ->
                        remembered(slot, worker).filter(Restarts::isErrored).isPresent());
    }

    private static boolean isErrored(SlotMark mark) {
        return mark.kind() == Kind.ERRORED;
    }

    private Optional<Instant> retryAt(SlotMark mark) {
        if (policy.retry().isZero() || !isErrored(mark)) {
            return Optional.empty();
        }
        Duration longest = policy.retry().compareTo(LONGEST_RETRY) > 0 ? policy.retry() : LONGEST_RETRY;
        return Optional.of(mark.at().plus(BackOff.wait(policy.retry(), mark.tries(), longest)));
    }

    private boolean hasPassed(Optional<Instant> then) {
        return then.filter(at -> !view.now().isBefore(at)).isPresent();
    }
}
