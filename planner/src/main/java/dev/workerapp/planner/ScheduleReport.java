package dev.workerapp.planner;

import java.time.Instant;
import java.util.Optional;

/**
 * How the schedule stands that replaces all workers, and its latest run.
 *
 * @param schedule the schedule and its time zone
 * @param since since when this is the schedule; it has no ticks before
 * @param next the next tick; empty if there is none
 * @param tick the latest tick; empty if there was none since
 * @param startedAt when the run of the tick began; empty if it did not
 * @param replaced how many slots have an available worker that was created since the tick
 * @param skipped why the run did not begin in time; empty if it did, or still may
 */
public record ScheduleReport(
        String schedule,
        Instant since,
        Optional<Instant> next,
        Optional<Instant> tick,
        Optional<Instant> startedAt,
        int replaced,
        Optional<Reason> skipped) {}
