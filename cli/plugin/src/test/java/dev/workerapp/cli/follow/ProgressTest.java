package dev.workerapp.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Surroundings;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.RecordedCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private static final List<Snapshot> RELOAD = List.of(
            Shop.snapshot(
                    Shop.reloading(0),
                    Shop.worker(0, 6, true, false),
                    Shop.worker(1, 6, true, false),
                    Shop.worker(1, 7, false, false)),
            Shop.snapshot(
                    Shop.reloading(1),
                    Shop.worker(0, 6, true, false),
                    Shop.worker(0, 7, false, false),
                    Shop.worker(1, 6, true, true),
                    Shop.worker(1, 7, true, false)),
            Shop.snapshot(Shop.complete(4, ""), Shop.worker(0, 7, true, false), Shop.worker(1, 7, true, false)));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysEachChangeInALine() {
        assertThat(shown(false, Map.of("LANG", "C.UTF-8"), false)).isEqualTo("""
                        shop: reload to revision 7 begins, 4 workers
                        shop: 1 of 4 replaced (slot 1)
                        shop: 4 of 4 replaced (slot 0)
                        shop: Ready
                        """);
    }

    @Test
    void doesNotSayThatAReloadBeginsThatIsHalfDone() {
        assertThat(shown(RELOAD.subList(1, 3), false, Map.of(), false)).startsWith("""
                        shop: reload to revision 7 goes on, 4 workers
                        shop: 1 of 4 replaced (slot 1)
                        """);
    }

    @Test
    void saysThatTheFirstWorkersOfAnAppAreStarted() {
        List<Snapshot> install = Stream.of("'phase':'Running','replaced':0", "'phase':'Complete','replaced':4")
                .map(fields ->
                        Shop.app("", "Scaling", 7, "", "'trigger':'Install','revision':'shop-7','total':4," + fields))
                .map(app -> Shop.snapshot(app, Shop.worker(0, 7, true, false)))
                .toList();

        assertThat(shown(install, false, Map.of(), false)).isEqualTo("""
                        shop: start of revision 7 begins, 4 workers
                        shop: 4 of 4 started (slot 0)
                        """);
        assertThat(shown(install, true, Map.of(), false)).contains("4/4 started");
    }

    @Test
    void saysNothingWhenItIsToBeQuiet() {
        assertThat(shown(false, Map.of(), true)).isEmpty();
        assertThat(shown(true, Map.of(), true)).isEmpty();
    }

    @Test
    void hasNoEscapeSequencesWhereNothingCanBeRedrawn() {
        assertThat(shown(true, Map.of("TERM", "dumb"), false))
                .isEqualTo(shown(false, Map.of(), false))
                .doesNotContain("\033");
    }

    @ParameterizedTest
    @CsvSource({"80, C", "120, C.UTF-8", "40, C.UTF-8"})
    void isRedrawnOnATerminal(String columns, String locale) {
        String drawn = shown(true, Map.of("LANG", locale, "COLUMNS", columns), false);

        Golden.check("progress-" + columns + "-" + locale, drawn.replace("\033", "^["));
        drawn.replaceAll("\033\\[\\d*[A-Z]", "").lines().forEach(line -> assertThat(line.length())
                .isLessThan(Integer.parseInt(columns)));
    }

    private String shown(boolean terminal, Map<String, String> variables, boolean quiet) {
        return shown(RELOAD, terminal, variables, quiet);
    }

    private String shown(List<Snapshot> seen, boolean terminal, Map<String, String> variables, boolean quiet) {
        err.reset();
        Console console = new Console(
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new Surroundings(variables, terminal, terminal, terminal),
                new Colours(false),
                quiet);
        Session session =
                new Session(new RecordedCluster(), console, InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z")));
        Progress progress = Progress.of("shop", session, Duration.ofMinutes(5));
        seen.forEach(progress::show);
        progress.end();
        return err.toString(UTF_8);
    }
}
