package dev.workerapp.planner.view;

import dev.workerapp.planner.OwnLimit;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.RecyclePolicy;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.ScheduleReport;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which workers are replaced though nothing forces it: for their requests, heap, memory or age, or by a schedule. Such a
 * replacement starts only while all is well, for a worker that has served for a while, one at a time; by a schedule as many at
 * a time as in a reload. While the partition holds a reload, each slot's worker is replaced by one of the revision that the slot
 * keeps. What is due waits for that, and nothing else comes of it. Once the replacement is there it is finished as
 * any other, unless it fails: then the worker stays, and another one is tried later. For a limit that its workers come over
 * again and again a slot's worker is not replaced any more ({@link RecycleBrake}).
 */
public final class Recycling {
    private static final Duration FIRST_RETRY = Duration.ofMinutes(10);
    private static final Duration LAST_RETRY = Duration.ofHours(24);

    private final AppView view;
    private final RecyclePolicy policy;
    private final RecycleBrake brake;
    /** By UID, what the workers are replaced for whose replacement is there, or starts now. */
    private final Map<String, Reason> replaced = new HashMap<>();

    private final SequencedMap<Worker, Failure> failures = new LinkedHashMap<>();
    private final Optional<ScheduledRun> run;

    Recycling(AppView view) {
        this.view = view;
        this.policy = view.desired().recycle();
        this.brake = new RecycleBrake(view);
        view.slots().stream().filter(slot -> slot.live().size() > 1).forEach(this::goOn);
        this.run =
                policy.schedule().map(schedule -> new ScheduledRun(view, schedule, () -> obstacle(this::servesAlone)));
        mostUrgent().ifPresentOrElse(worker -> begin(worker, due(worker).orElseThrow()), () -> scheduled()
                .forEach(worker -> begin(worker, Reason.SCHEDULED)));
    }

    /** Whether the worker is replaced for that: its replacement is there, or starts now. */
    boolean applies(Reason reason, Worker worker) {
        return replaced.get(worker.uid()) == reason;
    }

    /** The workers that serve and whose replacement has failed, with how, lowest slot first. */
    public SequencedMap<Worker, Failure> failures() {
        return failures;
    }

    /** When the next replacement of a worker that is due may start, since the last one failed; empty where none waits for that. */
    public Optional<Instant> retryAt(Worker worker) {
        return due(worker).flatMap(_ -> waitsUntil(worker)).filter(then -> then.isAfter(view.now()));
    }

    /** What keeps workers from being replaced for a limit for ever. */
    public RecycleBrake brake() {
        return brake;
    }

    /** What a new worker of a revision in a slot remembers that is started for this reason. */
    public RecycleHistory historyOfNew(Slot slot, Revision revision, Reason reason) {
        return new RecycleHistory(
                Optional.of(reason).filter(Reason::isVoluntary),
                Optional.empty(),
                run.flatMap(ScheduledRun::tickOfNew),
                brake.carried(slot, revision));
    }

    /** How the schedule stands; empty if there is none. */
    public Optional<ScheduleReport> schedule() {
        return run.map(known -> known.report((int) replacedBy(known)));
    }

    /** Every instant at which time alone makes a worker due, or old enough to be replaced. */
    Stream<Instant> turns() {
        Stream<Instant> ofWorkers = view.slots().stream()
                .flatMap(slot -> slot.live().stream())
                .filter(worker -> worker.ready() && mayBeDue(worker))
                .flatMap(worker -> Stream.of(
                                dueNow(worker).map(_ -> mayStartAt(worker)),
                                tooOldAt(worker).map(then -> later(then, mayStartAt(worker))))
                        .flatMap(Optional::stream));
        return Stream.of(ofWorkers, run.stream().flatMap(ScheduledRun::turns), brake.turns())
                .flatMap(turns -> turns);
    }

    /** What has a replacement already. */
    private void goOn(Slot slot) {
        for (Worker old : slot.live()) {
            Optional<Worker> replacement = slot.live().stream()
                    .filter(other -> isReplacement(other, old))
                    .findFirst();
            replacement
                    .flatMap(other -> other.recycling().startedFor())
                    .ifPresent(reason -> replaced.put(old.uid(), reason));
            if (view.available(old)) {
                replacement
                        .flatMap(other -> view.givenUp(other).map(reason -> Failure.of(other, reason, view)))
                        .ifPresent(failure -> failures.put(old, failure));
            }
        }
    }

    /** Whether it was started for that worker, and nobody has given it up. */
    private static boolean isReplacement(Worker worker, Worker old) {
        return worker.incarnation() > old.incarnation()
                && worker.recycling().startedFor().isPresent()
                && isAfterLast(worker.createdAt(), old);
    }

    private static boolean isAfterLast(Instant time, Worker old) {
        return old.recycling().postponed().map(last -> time.isAfter(last.at())).orElse(true);
    }

    /** What has none yet: it starts now, if it did not just fail to. */
    private void begin(Worker worker, Reason reason) {
        Slot slot = view.slot(worker.slot()).orElseThrow();
        Stream<Failure> ended =
                slot.dead().stream().filter(dead -> isReplacement(dead, worker)).map(Failure::ofEnded);
        Stream<Failure> refused = view.anyRefusal(slot).stream()
                .filter(refusal -> isAfterLast(refusal.triedAt(), worker))
                // Of an API server in trouble it is not known whether it has created the worker: the same one is tried
                // again.
                .filter(refusal -> refusal.problem().reason() != Reason.SERVER_ERROR)
                .map(Failure::ofRefused);
        Stream.concat(ended, refused)
                .findFirst()
                .ifPresentOrElse(failure -> failures.put(worker, failure), () -> replaced.put(worker.uid(), reason));
    }

    /**
     * The worker whose replacement starts now, by itself, for a reason that comes before the schedule, or while the schedule has
     * nothing to do. Of several the oldest, so that none waits for ever.
     */
    private Optional<Worker> mostUrgent() {
        List<Worker> due = mayStart(worker -> due(worker).isPresent());
        return due.isEmpty() || obstacle(this::servesAlone).isPresent()
                ? Optional.empty()
                : due.stream()
                        .min(Comparator.comparing((Worker worker) -> due(worker).orElseThrow())
                                .thenComparing(Worker::createdAt)
                                .thenComparing(Worker::slot, Comparator.reverseOrder()))
                        .filter(worker -> due(worker).orElseThrow() != Reason.SCHEDULED);
    }

    /** The workers whose replacement the schedule starts now: one, then as many as it has replaced, up to parallel. */
    private List<Worker> scheduled() {
        List<Worker> due = run.map(known -> mayStart(known::isDue)).orElse(List.of());
        if (due.isEmpty()
                || obstacle(slot -> servesAlone(slot) || isReplacedBySchedule(slot))
                        .isPresent()) {
            return List.of();
        }
        long done = replacedBy(run.orElseThrow());
        long budget = Math.clamp(done, 1, Math.max(1, view.desired().reload().parallel()));
        long underWay =
                view.slots().stream().filter(slot -> slot.live().size() > 1).count();
        return due.reversed().stream().limit(Math.max(0, budget - underWay)).toList();
    }

    /** The workers to which this applies, and that may be replaced by now, from the lowest slot. */
    private List<Worker> mayStart(Predicate<Worker> which) {
        return view.slots().stream()
                .filter(Slot::hasPlaceForATry)
                .flatMap(slot -> slot.onlyWorker().stream())
                .filter(worker -> mayBeDue(worker) && which.test(worker))
                .filter(worker -> worker.ready() && !view.now().isBefore(mayStartAt(worker)))
                .toList();
    }

    private long replacedBy(ScheduledRun known) {
        return view.slots().stream()
                .filter(slot -> slot.live().stream().anyMatch(worker -> view.available(worker) && !known.isDue(worker)))
                .count();
    }

    /** Why a replacement that nobody needs must not start now: something changes, has only just changed, or is amiss. */
    private Optional<Reason> obstacle(Predicate<Slot> isWell) {
        if (view.desired().suspended()) {
            return Optional.of(Reason.SUSPENDED);
        }
        if (view.desired().reload().paused()) {
            return Optional.of(Reason.PAUSED);
        }
        if ((view.reloading() && !view.isHeldByPartition()) || view.inProbation()) {
            return Optional.of(view.revisions().rolledBack() ? Reason.ROLLED_BACK : Reason.RELOADING);
        }
        return view.slots().stream().allMatch(isWell) ? Optional.empty() : Optional.of(Reason.SLOTS_UNAVAILABLE);
    }

    private boolean servesAlone(Slot slot) {
        return isStopped(slot)
                || slot.onlyWorker()
                        .filter(view::available)
                        .filter(worker -> worker.due().stream().allMatch(Reason::isVoluntary))
                        .isPresent();
    }

    /** Whether the slot stays empty as its worker has said, which is no trouble. */
    private boolean isStopped(Slot slot) {
        return slot.live().isEmpty()
                && view.revisions()
                        .target()
                        .slots()
                        .of(slot.number())
                        .filter(mark -> mark.kind() == SlotMark.Kind.STOPPED)
                        .filter(view.desired().restart()::binds)
                        .isPresent();
    }

    private boolean isReplacedBySchedule(Slot slot) {
        return slot.live().stream().anyMatch(old -> replaced.get(old.uid()) == Reason.SCHEDULED && view.available(old));
    }

    /** The most urgent of what the worker is due for. */
    private Optional<Reason> due(Worker worker) {
        return dueNow(worker).or(() -> tooOldAt(worker)
                .filter(then -> !view.now().isBefore(then))
                .map(_ -> Reason.MAX_AGE));
    }

    /** Most apps have no limit, and are spared a look at each of their workers. */
    private boolean mayBeDue(Worker worker) {
        return policy.maxAge().isPresent() || run.isPresent() || !worker.due().isEmpty();
    }

    /** What time alone makes of it left aside. */
    private Optional<Reason> dueNow(Worker worker) {
        return observed(worker)
                .or(() -> run.filter(known -> known.isDue(worker)).map(_ -> Reason.SCHEDULED));
    }

    private Optional<Reason> observed(Worker worker) {
        return worker.due().stream()
                .filter(reason -> reason.isVoluntary() && !brake.holds(worker, reason))
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> tooOldAt(Worker worker) {
        return policy.maxAge()
                .map(limit -> worker.createdAt().plusSeconds(OwnLimit.of(limit.toSeconds(), worker.uid())));
    }

    private Instant mayStartAt(Worker worker) {
        Instant served = worker.readySince().plus(policy.minAge());
        return waitsUntil(worker).map(then -> later(then, served)).orElse(served);
    }

    private static Optional<Instant> waitsUntil(Worker worker) {
        return worker.recycling().postponed().map(last -> last.at()
                .plus(BackOff.wait(FIRST_RETRY, last.failures(), LAST_RETRY)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
