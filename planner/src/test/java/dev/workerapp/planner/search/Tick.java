package dev.workerapp.planner.search;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecyclePolicy;
import dev.workerapp.planner.RecyclePolicy.Schedule;
import dev.workerapp.planner.ScheduleReport;
import dev.workerapp.planner.cron.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** How the one run of a schedule stands that replaces all workers, as it is reported. */
enum Tick {
    /** There is no schedule. */
    NONE,
    /** Its time has not come. */
    COMING,
    /** Its time has come. */
    DUE,
    /** The same, for longer than the starting deadline. */
    LATE,
    BEGUN,
    SKIPPED;

    /** When the run is due. */
    static final Instant TIME = SeenPod.NOW.minus(Duration.ofHours(1));

    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final Duration LONG_AGO = Duration.ofDays(10);

    private Schedule schedule() {
        return new Schedule(
                CronSchedule.parse(this == COMING ? "0 22 * * *" : "0 23 * * *"),
                ZoneOffset.UTC,
                this == LATE ? Duration.ofMinutes(30) : Duration.ofHours(2));
    }

    /** What the app asks for. */
    RecyclePolicy policy() {
        return this == NONE
                ? RecyclePolicy.NONE
                : new RecyclePolicy(Duration.ofMinutes(10), Optional.empty(), Optional.of(schedule()));
    }

    /** What a planner is told. */
    Optional<ScheduleReport> reported() {
        return switch (this) {
            case NONE -> Optional.empty();
            case COMING -> report(LATELY, Optional.empty(), Optional.empty(), Optional.empty());
            case DUE, LATE -> report(LONG_AGO, Optional.empty(), Optional.empty(), Optional.empty());
            case BEGUN -> report(LONG_AGO, Optional.of(TIME), Optional.of(TIME), Optional.empty());
            case SKIPPED -> report(LONG_AGO, Optional.of(TIME), Optional.empty(), Optional.of(Reason.RELOADING));
        };
    }

    private Optional<ScheduleReport> report(
            Duration since, Optional<Instant> tick, Optional<Instant> begun, Optional<Reason> skipped) {
        return Optional.of(new ScheduleReport(
                schedule().text(), SeenPod.NOW.minus(since), Optional.empty(), tick, begun, 0, skipped));
    }

    /** How it stands by what a planner reports. */
    Tick after(Optional<ScheduleReport> report) {
        if (report.flatMap(ScheduleReport::startedAt).isPresent()) {
            return BEGUN;
        }
        return report.flatMap(ScheduleReport::skipped).isPresent() ? SKIPPED : this;
    }
}
