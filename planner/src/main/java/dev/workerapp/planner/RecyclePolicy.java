package dev.workerapp.planner;

import dev.workerapp.planner.cron.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * When workers are replaced though nothing forces it.
 *
 * @param minAge how long a worker must have been ready without a break before it is replaced; zero or more
 * @param maxAge how long after its creation a worker is replaced at the latest, if all goes well; positive, empty for never
 * @param schedule when all workers are replaced; empty for never
 * @param limits how much a worker may use, as the app has it, by the reason for which one that is over it is replaced; only
 *     another text is another limit
 */
public record RecyclePolicy(
        Duration minAge, Optional<Duration> maxAge, Optional<Schedule> schedule, Map<Reason, String> limits) {

    /** The app asks for nothing. */
    public static final RecyclePolicy NONE =
            new RecyclePolicy(Duration.ofMinutes(10), Optional.empty(), Optional.empty());

    /** Makes the map unmodifiable. */
    public RecyclePolicy {
        limits = Map.copyOf(limits);
    }

    /** One without limits of what a worker uses. */
    public RecyclePolicy(Duration minAge, Optional<Duration> maxAge, Optional<Schedule> schedule) {
        this(minAge, maxAge, schedule, Map.of());
    }

    /**
     * When all workers are replaced.
     *
     * @param cron the schedule
     * @param zone the time zone that it speaks of
     * @param startingDeadline how long after its time a run may begin; positive
     */
    public record Schedule(CronSchedule cron, ZoneId zone, Duration startingDeadline) {

        /** The schedule and its time zone, as they are written: another text is another schedule. */
        public String text() {
            return cron + " " + zone;
        }

        /** The latest tick at the instant or before it. */
        public Optional<Instant> latest(Instant notAfter) {
            return cron.latest(zone, notAfter);
        }

        /** The first tick after the instant. */
        public Optional<Instant> next(Instant after) {
            return cron.next(zone, after);
        }
    }
}
