package dev.workerapp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {

    private final CommandLines lines = CommandLines.of(new RecordedCluster());

    @Test
    void theHelpNamesAllVerbsAndExitCodes() {
        Printed help = lines.run("--help");

        Golden.check("help", help.all());
        Verbs.all().forEach(entry -> assertThat(help.out()).contains("  " + entry.name() + " "));
    }

    @Test
    void eachVerbHasAHelpOfItsOwn() {
        for (Verbs.Entry entry : Verbs.all()) {
            Printed help = lines.run(entry.name(), "--help");

            assertThat(help.exit()).as(entry.name()).isZero();
            assertThat(help.out()).contains("Usage:  kubectl workerapp " + entry.name(), entry.summary() + ".");
            assertThat(help.out()).isEqualTo(lines.run("help", entry.name()).out());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"save", "resurrect", "startup", "flush", "kill", "update", "ping", "jlist", "serve", "deploy"})
    void whatPm2KnowsAndIsNotNeededHereIsAnsweredInOneLine(String word) {
        Printed answer = lines.run(word);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("error: " + word + ": ").hasLineCount(1);
    }

    @Test
    void aWordThatNobodyKnowsIsAnErrorOfUse() {
        assertThat(lines.run("lst"))
                .isEqualTo(new Printed(
                        2, "", "error: unknown command \"lst\"\nSee 'kubectl workerapp --help' for the verbs.\n"));
    }

    @Test
    void aFlagThatAVerbDoesNotKnowIsAnErrorOfUse() {
        assertThat(lines.run("list", "--foo"))
                .isEqualTo(new Printed(
                        2, "", "error: unknown flag: --foo\nSee 'kubectl workerapp list --help' for usage.\n"));
    }

    @Test
    void noNameIsTakenTwice() {
        assertThat(Verbs.all().stream()
                        .flatMap(entry -> Stream.concat(Stream.of(entry.name()), entry.aliases().stream())))
                .doesNotHaveDuplicates();
    }

    @Test
    void wordsAreCompletedAsKubectlAsks() {
        assertThat(lines.run("__complete", "comp").out())
                .isEqualTo("completion\tPrint the script that completes words with TAB\n:4\n");
        assertThat(lines.run("__complete", "list", "--work").out())
                .isEqualTo("--workers\tThe workers instead of the apps.\n:4\n");
        assertThat(lines.run("__complete", "list", "").out()).isEqualTo(":1\n");
    }
}
