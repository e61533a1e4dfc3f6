package dev.workerapp.planner.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something is done again and again: an expression with five fields, as a CronJob has it. Immutable.
 *
 * <p>Where clocks change, it is done as ISC cron does (cron(8)). An expression for a time of the day, such as
 * {@code 30 2 * * *}, is due once a day: at the end of the gap if the time falls into a gap, and at the first of two equal times. An
 * expression for an interval, whose hour or minute is {@code *}, {@code ?} or has a step, is due whenever a clock shows
 * such a time: not in a gap, and twice where the clock shows it twice.
 */
public final class CronSchedule {
    private final String expression;
    private final LocalTimes times;

    CronSchedule(String expression, LocalTimes times) {
        this.expression = expression;
        this.times = times;
    }

    /**
     * The schedule of an expression: minute, hour, day of month, month, day of week, with names, ranges, steps and lists, or
     * {@code @yearly}, {@code @annually}, {@code @monthly}, {@code @weekly}, {@code @daily}, {@code @midnight},
     * {@code @hourly}. It takes what github.com/robfig/cron v3 takes as a standard expression, with 7 for Sunday in
     * addition; but no time zone and no {@code @every}, nor what can never be due.
     *
     * @throws IllegalArgumentException if it is not valid; the message says what is wrong, where, and what is allowed
     */
    public static CronSchedule parse(String expression) {
        return Expressions.parse(expression);
    }

    /**
     * The latest tick at the instant or before it.
     *
     * @return empty only if there is none since the year 0
     */
    public Optional<Instant> latest(ZoneId zone, Instant notAfter) {
        return isInterval()
                ? latestShown(zone.getRules(), notAfter)
                : nearestOfDay(zone.getRules(), notAfter, Direction.BACKWARD);
    }

    /**
     * The first tick after the instant.
     *
     * @return empty only if there is none until the year 9999
     */
    public Optional<Instant> next(ZoneId zone, Instant after) {
        return isInterval()
                ? nextShown(zone.getRules(), after)
                : nearestOfDay(zone.getRules(), after, Direction.FORWARD);
    }

    /** The expression as it was given. */
    @Override
    public String toString() {
        return expression;
    }

    /** Whether it is an interval rather than a time of the day; ISC cron's "wildcard jobs". */
    private boolean isInterval() {
        return times.hours().repeats() || times.minutes().repeats();
    }

    /** Each local time is one instant, and a later one is never an earlier instant; so they are tried in their order. */
    private Optional<Instant> nearestOfDay(ZoneRules rules, Instant from, Direction way) {
        LocalDateTime local = local(from, rules.getOffset(from));
        @Nullable ZoneOffsetTransition change = rules.getTransition(local);
        // In the second of two equal hours the whole hour has been already.
        boolean all = way == Direction.BACKWARD && change != null && change.isOverlap();
        Optional<LocalDateTime> time = times.nearest(all ? change.getDateTimeBefore() : local, way);
        while (time.isPresent()) {
            Instant tick = first(rules, time.get());
            if (tick.isAfter(from) == (way == Direction.FORWARD)) {
                return Optional.of(tick);
            }
            time = times.nearest(time.get().plusMinutes(way.step()), way);
        }
        return Optional.empty();
    }

    /** When a clock shows the time first; when it is put forward if it never does. */
    private static Instant first(ZoneRules rules, LocalDateTime time) {
        @Nullable ZoneOffsetTransition change = rules.getTransition(time);
        return change != null && change.isGap() ? change.getInstant() : time.toInstant(rules.getOffset(time));
    }

    private Optional<Instant> nextShown(ZoneRules rules, Instant after) {
        Instant begin = after.plusNanos(1);
        while (true) {
            ZoneOffset offset = rules.getOffset(begin);
            Optional<Instant> tick = times.nearest(ceiling(local(begin, offset)), Direction.FORWARD)
                    .map(time -> time.toInstant(offset));
            @Nullable ZoneOffsetTransition change = rules.nextTransition(begin);
            if (tick.isEmpty() || change == null || tick.get().isBefore(change.getInstant())) {
                return tick;
            }
            begin = change.getInstant();
        }
    }

    private Optional<Instant> latestShown(ZoneRules rules, Instant notAfter) {
        Instant end = notAfter;
        while (true) {
            ZoneOffset offset = rules.getOffset(end);
            Optional<Instant> tick =
                    times.nearest(local(end, offset), Direction.BACKWARD).map(time -> time.toInstant(offset));
            @Nullable ZoneOffsetTransition change = rules.previousTransition(end.plusNanos(1));
            if (tick.isEmpty() || change == null || !tick.get().isBefore(change.getInstant())) {
                return tick;
            }
            end = change.getInstant().minusNanos(1);
        }
    }

    private static LocalDateTime local(Instant instant, ZoneOffset offset) {
        return LocalDateTime.ofInstant(instant, offset);
    }

    private static LocalDateTime ceiling(LocalDateTime time) {
        LocalDateTime minute = time.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(time) ? minute : minute.plusMinutes(1);
    }
}
