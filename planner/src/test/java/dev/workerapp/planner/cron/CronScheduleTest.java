package dev.workerapp.planner.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean, and what is said of those that mean nothing. */
class CronScheduleTest {
    private static final ZoneId UTC = ZoneOffset.UTC;

    /** Each row: two ticks with none between them. 2026-03-01 is a Sunday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        * * * * *          | 2026-03-01T00:00:00Z | 2026-03-01T00:01:00Z
        59 23 31 12 *      | 2025-12-31T23:59:00Z | 2026-12-31T23:59:00Z
        5/20 0 * * *       | 2026-03-01T00:45:00Z | 2026-03-02T00:05:00Z
        0 8-18/5 * * *     | 2026-03-01T18:00:00Z | 2026-03-02T08:00:00Z
        0 0 * * 7          | 2026-03-01T00:00:00Z | 2026-03-08T00:00:00Z
        0 0 * * 5-7        | 2026-03-01T00:00:00Z | 2026-03-06T00:00:00Z
        0 0 * * Mon-FRI    | 2026-03-06T00:00:00Z | 2026-03-09T00:00:00Z
        0 0 ? jan,JUL ?    | 2026-01-31T00:00:00Z | 2026-07-01T00:00:00Z
        0 0 29 2 *         | 2024-02-29T00:00:00Z | 2028-02-29T00:00:00Z
        0 0 29 2 *         | 2096-02-29T00:00:00Z | 2104-02-29T00:00:00Z
        0 0 31 * *         | 2026-03-31T00:00:00Z | 2026-05-31T00:00:00Z
        0 0 13 * 5         | 2026-03-06T00:00:00Z | 2026-03-13T00:00:00Z
        0 0 14 * 5         | 2026-03-13T00:00:00Z | 2026-03-14T00:00:00Z
        0 0 */10 * 3       | 2026-03-18T00:00:00Z | 2026-03-21T00:00:00Z
        0 0 */1 * 3        | 2026-03-18T00:00:00Z | 2026-03-25T00:00:00Z
        0 0 1 * */2        | 2026-03-31T00:00:00Z | 2026-04-01T00:00:00Z
        0 0 30 2 1         | 2026-02-23T00:00:00Z | 2027-02-01T00:00:00Z
        0 0 30 2-3 *       | 2026-03-30T00:00:00Z | 2027-03-30T00:00:00Z
        @yearly            | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z
        @annually          | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z
        @monthly           | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z
        @weekly            | 2026-03-01T00:00:00Z | 2026-03-08T00:00:00Z
        @daily             | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z
        @midnight          | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z
        @hourly            | 2026-03-01T00:00:00Z | 2026-03-01T01:00:00Z
        """)
    void ticks(String expression, Instant first, Instant second) {
        CronSchedule schedule = CronSchedule.parse(expression);

        assertThat(schedule.next(UTC, first)).contains(second);
        assertThat(schedule.next(UTC, second.minusNanos(1))).contains(second);
        assertThat(schedule.next(UTC, first.minusNanos(1))).contains(first);
        assertThat(schedule.latest(UTC, second.minusNanos(1))).contains(first);
        assertThat(schedule.latest(UTC, second)).contains(second);
        assertThat(schedule).hasToString(expression);
    }

    @Test
    void ticksByTheClockOfTheZone() {
        CronSchedule schedule = CronSchedule.parse("0 12 * * *");

        assertThat(schedule.next(ZoneId.of("Asia/Kathmandu"), Instant.parse("2026-03-01T00:00:00Z")))
                .contains(Instant.parse("2026-03-01T06:15:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0 0 1 1 *", "0 */12 1 1 *"})
    void hasNoTickOutsideOfTheYearsThatATimeCanHave(String expression) {
        CronSchedule schedule = CronSchedule.parse(expression);

        assertThat(schedule.next(UTC, Instant.parse("9999-01-01T12:00:00Z"))).isEmpty();
        assertThat(schedule.next(UTC, Instant.parse("9998-01-01T12:00:00Z")))
                .contains(Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(schedule.latest(UTC, Instant.parse("0000-01-01T00:00:00Z")))
                .contains(Instant.parse("0000-01-01T00:00:00Z"));
        assertThat(schedule.latest(UTC, Instant.parse("-0001-12-31T00:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                      | it is empty. It has five fields: minute, hour, day of month, month and day of week, such as "30 2 * * 1-5".
        0 0 * *                 | the number of its fields is 4. It has five fields: minute, hour, day of month, month and day of week, such as "30 2 * * 1-5".
        0 0 0 * * *             | the number of its fields is 6. It has five fields: minute, hour, day of month, month and day of week, such as "30 2 * * 1-5". There is none for seconds.
        TZ=UTC 0 0 * * *        | it begins with the time zone "TZ=UTC". The time zone has a field of its own: timeZone.
        CRON_TZ=UTC 0 0 * * *   | it begins with the time zone "CRON_TZ=UTC". The time zone has a field of its own: timeZone.
        @every 1h30m            | "@every" is not supported: it counts from the start of a program. Use a step, such as "0 */6 * * *" for each sixth hour.
        @reboot                 | "@reboot" is not supported: it is no time. It has five fields: minute, hour, day of month, month and day of week, such as "30 2 * * 1-5".
        @nightly                | "@nightly" is not known. Allowed are @annually, @daily, @hourly, @midnight, @monthly, @weekly, @yearly.
        @daily x                | "@daily x" is not known. Allowed are @annually, @daily, @hourly, @midnight, @monthly, @weekly, @yearly.
        60 0 * * *              | the minute (field 1) is "60": 60 is more than 59. Allowed are numbers from 0 to 59, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 1,24 * * *            | the hour (field 2) is "1,24": 24 is more than 23. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 0 0 * *               | the day of month (field 3) is "0": 0 is less than 1. Allowed are numbers from 1 to 31, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 0 L * *               | the day of month (field 3) is "L": "L" is not a number. Allowed are numbers from 1 to 31, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 0 * 13 *              | the month (field 4) is "13": 13 is more than 12. Allowed are numbers from 1 to 12, names from jan to dec, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 0 * * 8               | the day of week (field 5) is "8": 8 is more than 7. Allowed are numbers from 0 to 7, names from sun to sat, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 0 * * fri-mon         | the day of week (field 5) is "fri-mon": the range "fri-mon" ends before it begins. Allowed are numbers from 0 to 7, names from sun to sat, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 5- * * *              | the hour (field 2) is "5-": a number is missing. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 1-2-3 * * *           | the hour (field 2) is "1-2-3": "1-2-3" is none of these. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 */2/3 * * *           | the hour (field 2) is "*/2/3": "*/2/3" is none of these. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 1, * * *              | the hour (field 2) is "1,": an item is missing. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 */0 * * *             | the hour (field 2) is "*/0": a step of 0 leads nowhere; it is 1 or more. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 *-5 * * *             | the hour (field 2) is "*-5": "*" cannot begin a range. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 +5 * * *              | the hour (field 2) is "+5": "+5" is not a number. Allowed are numbers from 0 to 23, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?.
        0 0 30 2 *              | there is no such day: none of its months has one of its days. Name another day or month.
        0 0 31 4,6,9,11 ?       | there is no such day: none of its months has one of its days. Name another day or month.
        """)
    void refusesWhatMeansNothing(String expression, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronSchedule.parse(expression))
                .withMessage("Schedule \"%s\" is not valid: %s", expression, why);
    }
}
