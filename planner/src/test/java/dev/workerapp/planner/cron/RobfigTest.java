package dev.workerapp.planner.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same ticks as robfig/cron, away from changes of the clocks, for random expressions. */
class RobfigTest {
    private static final Path PROGRAM = Path.of("src/test/go/cron");
    private static final int EXPRESSIONS = 100_000;

    /** Zones whose clocks do not change in the years of the questions. */
    private static final List<String> ZONES = List.of("UTC", "Asia/Kathmandu", "America/Bogota");

    private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2105-01-01T00:00:00Z").getEpochSecond();

    private final Random random = new Random(1);
    private final RandomExpressions expressions = new RandomExpressions(random);

    private record Question(String expression, String zone, long from) {
        String line() {
            return expression + "\t" + zone + "\t" + from;
        }
    }

    @Test
    void ticksWhenRobfigTicks(@TempDir Path folder) throws Exception {
        List<Question> questions =
                Stream.generate(this::question).limit(EXPRESSIONS).toList();

        List<Long> answers = ask(questions, folder);

        assertThat(answers).hasSameSizeAs(questions);
        int never = 0;
        for (int i = 0; i < questions.size(); i++) {
            never += agree(questions.get(i), answers.get(i)) ? 0 : 1;
        }
        assertThat(never).as("expressions that robfig has no tick for").isBetween(1, EXPRESSIONS / 10);
    }

    private Question question() {
        return new Question(expressions.next(), ZONES.get(random.nextInt(ZONES.size())), random.nextLong(FIRST, LAST));
    }

    /** Whether there is a tick; fails where it is another one. */
    private static boolean agree(Question question, long answer) {
        ZoneId zone = ZoneId.of(question.zone());
        Instant from = Instant.ofEpochSecond(question.from());
        CronSchedule schedule;
        try {
            schedule = CronSchedule.parse(question.expression());
        } catch (IllegalArgumentException e) {
            assertThat(e).as(question.line()).hasMessageContaining("there is no such day");
            assertThat(answer).as(question.line()).isZero();
            return false;
        }
        if (answer == 0) {
            // It looks for five years, and eight may lie between two leap days.
            ZonedDateTime next = schedule.next(zone, from).orElseThrow().atZone(zone);
            assertThat(next.getYear())
                    .as(question.line())
                    .isGreaterThan(from.atZone(zone).getYear() + 5);
            return false;
        }
        Instant tick = Instant.ofEpochSecond(answer);
        assertThat(schedule.next(zone, from)).as(question.line()).contains(tick);
        assertThat(schedule.latest(zone, tick)).as(question.line()).contains(tick);
        assertThat(schedule.latest(zone, tick.minusNanos(1)).orElseThrow())
                .as("no tick between: " + question.line())
                .isBeforeOrEqualTo(from);
        return true;
    }

    private static List<Long> ask(List<Question> questions, Path folder) throws IOException, InterruptedException {
        Path asked = folder.resolve("questions");
        Path answered = folder.resolve("answers");
        Path errors = folder.resolve("errors");
        Files.write(asked, questions.stream().map(Question::line).toList());
        int status = new ProcessBuilder("go", "run", ".")
                .directory(PROGRAM.toFile())
                .redirectInput(asked.toFile())
                .redirectOutput(answered.toFile())
                .redirectError(errors.toFile())
                .start()
                .waitFor();
        assertThat(status).as("go run: %s", Files.readString(errors)).isZero();
        return Files.readAllLines(answered).stream().map(Long::valueOf).toList();
    }
}
