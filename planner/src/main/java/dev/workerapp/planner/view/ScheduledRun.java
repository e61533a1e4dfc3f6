package dev.workerapp.planner.view;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecyclePolicy.Schedule;
import dev.workerapp.planner.ScheduleReport;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The run of the latest tick of the schedule that replaces all workers. It begins in a good moment between the tick and the
 * starting deadline, or is skipped; one that has begun is finished. That it has begun is known by what was reported, and by
 * workers that it has started. A tick is never compared with the times of pods: each worker remembers the latest tick at its
 * creation, so that a clock that is set makes for one run more or less, and not for one without end.
 */
final class ScheduledRun {
    private final Schedule schedule;
    private final Instant now;
    private final Instant since;
    private final Optional<Instant> tick;
    private final Optional<Instant> startedAt;
    private final Optional<Reason> skipped;
    /** Also of a time at which the schedule was not in force yet. */
    private final Optional<Instant> latest;

    /** @param obstacle why no replacement may start now; empty if one may */
    ScheduledRun(AppView view, Schedule schedule, Supplier<Optional<Reason>> obstacle) {
        this.schedule = schedule;
        this.now = view.now();
        Optional<ScheduleReport> last = view.observed().lastSchedule().filter(report -> report.schedule()
                .equals(schedule.text()));
        this.since = last.map(ScheduleReport::since).orElse(now);
        Optional<Instant> known = last.flatMap(ScheduleReport::tick);
        // A clock that is set back makes no new tick of an old one.
        this.latest = schedule.latest(now);
        this.tick = latest.filter(then -> !then.isBefore(since))
                .filter(then -> known.filter(then::isBefore).isEmpty())
                .or(() -> known);
        Optional<ScheduleReport> ofTick = last.filter(_ -> known.equals(tick));
        Optional<Reason> skippedBefore = ofTick.flatMap(ScheduleReport::skipped);
        Optional<Instant> begun = ofTick.flatMap(ScheduleReport::startedAt)
                .or(() -> Optional.of(now).filter(_ -> hasStarted(view)));
        boolean mayBegin = tick.isPresent() && begun.isEmpty() && skippedBefore.isEmpty();
        boolean inTime = deadline().filter(now::isBefore).isPresent();
        boolean isDone = !hasOlder(view);
        this.startedAt = begun.or(() -> Optional.of(now)
                .filter(_ -> mayBegin && (isDone || (inTime && obstacle.get().isEmpty()))));
        this.skipped = skippedBefore.or(() -> mayBegin && !inTime && !isDone
                ? obstacle.get().or(() -> Optional.of(Reason.RUN_MISSED))
                : Optional.empty());
    }

    /** Whether the run is under way or done, and the worker was there before its tick. */
    boolean isDue(Worker worker) {
        return startedAt.isPresent() && isOlder(worker);
    }

    private boolean isOlder(Worker worker) {
        return worker.recycling()
                .tick()
                .filter(own -> tick.filter(own::isBefore).isEmpty())
                .isEmpty();
    }

    /** What a worker remembers that is created now. */
    Optional<Instant> tickOfNew() {
        return Stream.concat(tick.stream(), latest.stream()).max(Comparator.naturalOrder());
    }

    /** Every instant at which time alone changes something. */
    Stream<Instant> turns() {
        return Stream.concat(
                next().stream(), startedAt.isPresent() || skipped.isPresent() ? Stream.of() : deadline().stream());
    }

    /** How it stands, with so many slots that have an available worker which is not due. */
    ScheduleReport report(int replaced) {
        return new ScheduleReport(
                schedule.text(), since, next(), tick, startedAt, startedAt.isPresent() ? replaced : 0, skipped);
    }

    private Optional<Instant> next() {
        return schedule.next(tick.filter(now::isBefore).orElse(now));
    }

    private Optional<Instant> deadline() {
        return tick.map(then -> then.plus(schedule.startingDeadline()));
    }

    /** Whether there is anything to replace. A reload, for instance, may have done it all since the tick. */
    private boolean hasOlder(AppView view) {
        return view.slots().stream().flatMap(slot -> slot.live().stream()).anyMatch(this::isOlder);
    }

    /** Whether a worker was started by this run. */
    private boolean hasStarted(AppView view) {
        return tick.isPresent()
                && view.observed().workers().stream()
                        .map(Worker::recycling)
                        .anyMatch(past ->
                                past.tick().equals(tick) && past.startedFor().equals(Optional.of(Reason.SCHEDULED)));
    }
}
