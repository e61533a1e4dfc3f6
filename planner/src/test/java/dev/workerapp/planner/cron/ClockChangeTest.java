package dev.workerapp.planner.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where clocks are put forward or back: as ISC cron, cron(8). */
class ClockChangeTest {

    /** Each row: the ticks from the first one to the last one, by the clock of the zone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # Berlin, 2026-03-29: from 02:00 to 03:00
        Europe/Berlin | 30 2 * * *    | 2026-03-28T02:30+01:00 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00
        Europe/Berlin | 0,30 2 * * *  | 2026-03-28T02:30+01:00 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00
        Europe/Berlin | 30 2,3 * * *  | 2026-03-28T03:30+01:00 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00
        Europe/Berlin | 0 2,3 * * *   | 2026-03-28T03:00+01:00 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00
        Europe/Berlin | 30 1 * * *    | 2026-03-28T01:30+01:00 2026-03-29T01:30+01:00 2026-03-30T01:30+02:00
        Europe/Berlin | 30 2 29 3 *   | 2025-03-29T02:30+01:00 2026-03-29T03:00+02:00 2027-03-29T02:30+02:00
        Europe/Berlin | 30 * * * *    | 2026-03-29T01:30+01:00 2026-03-29T03:30+02:00 2026-03-29T04:30+02:00
        Europe/Berlin | 0 */2 * * *   | 2026-03-29T00:00+01:00 2026-03-29T04:00+02:00 2026-03-29T06:00+02:00
        Europe/Berlin | 0 0-6/2 * * * | 2026-03-29T00:00+01:00 2026-03-29T04:00+02:00 2026-03-29T06:00+02:00
        Europe/Berlin | 30 2/12 * * * | 2026-03-28T14:30+01:00 2026-03-29T14:30+02:00 2026-03-30T02:30+02:00
        Europe/Berlin | */30 2 * * *  | 2026-03-28T02:30+01:00 2026-03-30T02:00+02:00 2026-03-30T02:30+02:00
        Europe/Berlin | 30 ? * * *    | 2026-03-29T01:30+01:00 2026-03-29T03:30+02:00
        Europe/Berlin | @hourly       | 2026-03-29T01:00+01:00 2026-03-29T03:00+02:00 2026-03-29T04:00+02:00
        Europe/Berlin | @daily        | 2026-03-29T00:00+01:00 2026-03-30T00:00+02:00
        # Berlin, 2026-10-25: from 03:00 to 02:00
        Europe/Berlin | 30 2 * * *    | 2026-10-24T02:30+02:00 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
        Europe/Berlin | 0,30 2 * * *  | 2026-10-24T02:30+02:00 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-26T02:00+01:00
        Europe/Berlin | 0 3 * * *     | 2026-10-24T03:00+02:00 2026-10-25T03:00+01:00 2026-10-26T03:00+01:00
        Europe/Berlin | 30 * * * *    | 2026-10-25T01:30+02:00 2026-10-25T02:30+02:00 2026-10-25T02:30+01:00 2026-10-25T03:30+01:00
        Europe/Berlin | 0 */2 * * *   | 2026-10-25T00:00+02:00 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00 2026-10-25T04:00+01:00
        Europe/Berlin | */30 2 * * *  | 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00 2026-10-26T02:00+01:00
        # Lord Howe, 2026-10-04: from 02:00 to 02:30; 2026-04-05: from 02:00 to 01:30
        Australia/Lord_Howe | 15 2 * * * | 2026-10-03T02:15+10:30 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00
        Australia/Lord_Howe | 45 2 * * * | 2026-10-03T02:45+10:30 2026-10-04T02:45+11:00 2026-10-05T02:45+11:00
        Australia/Lord_Howe | 15 * * * * | 2026-10-04T01:15+10:30 2026-10-04T03:15+11:00
        Australia/Lord_Howe | 45 1 * * * | 2026-04-04T01:45+11:00 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
        Australia/Lord_Howe | 45 * * * * | 2026-04-05T00:45+11:00 2026-04-05T01:45+11:00 2026-04-05T01:45+10:30 2026-04-05T02:45+10:30
        # Cairo, 2026-04-24: from 00:00 to 01:00; 2026-10-30: from 00:00 to 23:00 of the day before
        Africa/Cairo | 0 0 * * *  | 2026-04-23T00:00+02:00 2026-04-24T01:00+03:00 2026-04-25T00:00+03:00
        Africa/Cairo | 30 0 * * 5 | 2026-04-17T00:30+02:00 2026-04-24T01:00+03:00 2026-05-01T00:30+03:00
        Africa/Cairo | 0 1 * * *  | 2026-04-23T01:00+02:00 2026-04-24T01:00+03:00 2026-04-25T01:00+03:00
        Africa/Cairo | 30 23 * * * | 2026-10-28T23:30+03:00 2026-10-29T23:30+03:00 2026-10-30T23:30+02:00
        Africa/Cairo | 0 0 * * *  | 2026-10-29T00:00+03:00 2026-10-30T00:00+02:00 2026-10-31T00:00+02:00
        Africa/Cairo | 30 * 29 10 * | 2026-10-29T22:30+03:00 2026-10-29T23:30+03:00 2026-10-29T23:30+02:00 2027-10-29T00:30+02:00
        # Sao Paulo, 2018-11-04: from 00:00 to 01:00; 2018-02-18: from 00:00 to 23:00 of the day before
        America/Sao_Paulo | @daily     | 2018-11-03T00:00-03:00 2018-11-04T01:00-02:00 2018-11-05T00:00-02:00
        America/Sao_Paulo | @weekly    | 2018-10-28T00:00-03:00 2018-11-04T01:00-02:00 2018-11-11T00:00-02:00
        America/Sao_Paulo | 0 0 * * *  | 2018-02-17T00:00-02:00 2018-02-18T00:00-03:00 2018-02-19T00:00-03:00
        America/Sao_Paulo | 0 23 * * * | 2018-02-16T23:00-02:00 2018-02-17T23:00-02:00 2018-02-18T23:00-03:00
        # Havana, 2026-03-08: from 00:00 to 01:00; 2026-11-01: from 01:00 to 00:00
        America/Havana | 0 0 * * *  | 2026-03-07T00:00-05:00 2026-03-08T01:00-04:00 2026-03-09T00:00-04:00
        America/Havana | 0 0 * * *  | 2026-10-31T00:00-04:00 2026-11-01T00:00-04:00 2026-11-02T00:00-05:00
        America/Havana | 30 0 1 * * | 2026-10-01T00:30-04:00 2026-11-01T00:30-04:00 2026-12-01T00:30-05:00
        America/Havana | 0 * * * *  | 2026-10-31T23:00-04:00 2026-11-01T00:00-04:00 2026-11-01T00:00-05:00 2026-11-01T01:00-05:00
        # Apia had no 2011-12-30
        Pacific/Apia | 30 2 * * *  | 2011-12-29T02:30-10:00 2011-12-31T00:00+14:00 2011-12-31T02:30+14:00
        Pacific/Apia | 30 2 30 * * | 2011-11-30T02:30-10:00 2011-12-31T00:00+14:00 2012-01-30T02:30+14:00
        """)
    void ticksByTheClock(ZoneId zone, String expression, String ticks) {
        CronSchedule schedule = CronSchedule.parse(expression);
        List<Instant> expected = Stream.of(ticks.split(" "))
                .map(tick -> OffsetDateTime.parse(tick).toInstant())
                .toList();

        List<Instant> forward = new ArrayList<>(List.of(expected.getFirst()));
        List<Instant> backward = new ArrayList<>(List.of(expected.getLast()));
        while (forward.size() < expected.size()) {
            forward.add(schedule.next(zone, forward.getLast()).orElseThrow());
            backward.add(schedule.latest(zone, backward.getLast().minusNanos(1)).orElseThrow());
        }

        assertThat(words(forward, zone)).isEqualTo(ticks);
        assertThat(words(backward.reversed(), zone)).isEqualTo(ticks);
    }

    @Test
    void theLatestTickAndTheNextOneAgree() {
        Random random = new Random(1);
        RandomExpressions expressions = new RandomExpressions(random);
        List<ZoneId> zones = List.of(
                        "Europe/Berlin",
                        "Australia/Lord_Howe",
                        "Africa/Cairo",
                        "America/Sao_Paulo",
                        "America/Havana",
                        "Pacific/Apia")
                .stream()
                .map(ZoneId::of)
                .toList();
        for (int i = 0; i < 20_000; i++) {
            CronSchedule schedule = valid(expressions);
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            Instant now = nearAChange(random, zone);
            String question = "%s %s %s".formatted(schedule, zone, now);

            Instant latest = schedule.latest(zone, now).orElseThrow();
            Instant next = schedule.next(zone, now).orElseThrow();

            assertThat(latest).as(question).isBeforeOrEqualTo(now);
            assertThat(next).as(question).isAfter(now);
            assertThat(schedule.next(zone, latest)).as(question).contains(next);
            assertThat(schedule.next(zone, latest.minusNanos(1))).as(question).contains(latest);
            assertThat(schedule.latest(zone, next)).as(question).contains(next);
            assertThat(schedule.latest(zone, next.minusNanos(1))).as(question).contains(latest);
        }
    }

    private static CronSchedule valid(RandomExpressions expressions) {
        while (true) {
            String expression = expressions.next();
            try {
                return CronSchedule.parse(expression);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("there is no such day");
            }
        }
    }

    /** Within a day of a change of the clocks; to the second, or at the change itself. */
    private static Instant nearAChange(Random random, ZoneId zone) {
        Instant some = Instant.parse("1995-01-01T00:00:00Z").plusSeconds(random.nextLong(20L * 365 * 86_400));
        Instant change = zone.getRules().nextTransition(some).getInstant();
        return random.nextInt(10) == 0 ? change : change.plusSeconds(random.nextLong(-86_400, 86_400));
    }

    private static String words(List<Instant> ticks, ZoneId zone) {
        return ticks.stream()
                .map(tick -> tick.atZone(zone).toOffsetDateTime().toString())
                .collect(Collectors.joining(" "));
    }
}
