package dev.workerapp.planner.cron;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * The whole minutes of a calendar that an expression allows, whatever the time zone.
 *
 * <p>Where both the day of the month and the day of the week are restricted, either is enough, as in crontab(5); whether a
 * field is restricted is decided as github.com/robfig/cron v3 does: by its text, so that {@code 1-31} and {@code *}{@code /2}
 * are restrictions.
 */
record LocalTimes(Values minutes, Values hours, Values daysOfMonth, Values months, Values daysOfWeek) {
    /** The years that a time of Kubernetes can have (RFC 3339). */
    private static final int FIRST_YEAR = 0;

    private static final int LAST_YEAR = 9999;

    /** A bit for each first day of the weeks of a month. */
    private static final long WEEKS =
            LongStream.of(0, 7, 14, 21, 28).map(day -> 1L << day).sum();

    static LocalTimes of(List<Values> fields) {
        return new LocalTimes(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
    }

    /** Whether there is no such day, as there is no 30 February. */
    boolean isEmpty() {
        long possible = LongStream.rangeClosed(1, 12)
                .filter(month -> months.has((int) month))
                .map(month -> upTo(Month.of((int) month).maxLength()))
                .reduce(0, (one, other) -> one | other);
        return daysOfWeek.star() && (daysOfMonth.bits() & possible) == 0;
    }

    /**
     * The first minute that is allowed from the minute of a time on, that one included.
     *
     * @return empty if there is none in the years 0 to 9999
     */
    Optional<LocalDateTime> nearest(LocalDateTime from, Direction way) {
        LocalDate day = from.toLocalDate();
        if ((days(YearMonth.from(day)) & (1L << day.getDayOfMonth())) != 0) {
            Optional<LocalTime> time = nearestTime(from.getHour(), from.getMinute(), way);
            if (time.isPresent()) {
                return time.map(day::atTime);
            }
        }
        LocalTime first = LocalTime.of(way.first(hours.bits()), way.first(minutes.bits()));
        return nearestDay(day.plusDays(way.step()), way).map(found -> found.atTime(first));
    }

    private Optional<LocalTime> nearestTime(int hour, int minute, Direction way) {
        OptionalInt inHour = hours.has(hour) ? way.nearest(minutes.bits(), minute) : OptionalInt.empty();
        if (inHour.isPresent()) {
            return Optional.of(LocalTime.of(hour, inHour.getAsInt()));
        }
        OptionalInt next = way.nearest(hours.bits(), hour + way.step());
        return next.isPresent()
                ? Optional.of(LocalTime.of(next.getAsInt(), way.first(minutes.bits())))
                : Optional.empty();
    }

    private Optional<LocalDate> nearestDay(LocalDate from, Direction way) {
        int day = from.getDayOfMonth();
        for (YearMonth month = YearMonth.from(from);
                month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR;
                month = month.plusMonths(way.step())) {
            OptionalInt found = way.nearest(days(month), day);
            if (found.isPresent()) {
                return Optional.of(month.atDay(found.getAsInt()));
            }
            day = way.beginning();
        }
        return Optional.empty();
    }

    /** The days of the month that are allowed. */
    private long days(YearMonth month) {
        if (!months.has(month.getMonthValue())) {
            return 0;
        }
        long byDate = daysOfMonth.bits();
        long byWeekday = weekdays(month.atDay(1).getDayOfWeek().getValue() % 7);
        boolean either = !daysOfMonth.star() && !daysOfWeek.star();
        return (either ? byDate | byWeekday : byDate & byWeekday) & upTo(month.lengthOfMonth());
    }

    /** The days of a month that are on an allowed day of the week, by the day of the week of its first day. */
    private long weekdays(int first) {
        long week = daysOfWeek.bits();
        long fromFirst = ((week >>> first) | (week << (7 - first))) & 0b111_1111;
        return (fromFirst * WEEKS) << 1;
    }

    /** The numbers from 1 to the last. */
    private static long upTo(int last) {
        return (1L << (last + 1)) - 2;
    }
}
