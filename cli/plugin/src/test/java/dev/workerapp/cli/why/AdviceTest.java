package dev.workerapp.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdviceTest {

    private static final Path OPERATIONS = Path.of("../../docs/operations.md");
    private static final Path RESOURCE = Path.of("src/main/resources/dev/workerapp/cli/why/reasons");

    /** {@code -Dgenerate=true} writes it anew. */
    @Test
    void isTheTableOfTheDocs() throws IOException {
        String table = Files.readAllLines(OPERATIONS).stream()
                .filter(line -> line.matches("\\| `[A-Z][A-Za-z]+` \\| [^|]+ \\| [^|]+ \\|"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", 3))
                .map(cells -> plain(cells[0]) + "\t" + plain(cells[1]) + "\t" + plain(cells[2]) + "\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("generate")) {
            Files.writeString(RESOURCE, table);
        }

        assertThat(table.lines().count()).isGreaterThan(90);
        assertThat(Files.readString(RESOURCE)).as("run make generate").isEqualTo(table);
    }

    @Test
    void saysWhatToDo() {
        assertThat(Advice.of("Unschedulable").orElseThrow()).startsWith("Make room, or change requests");
        assertThat(Advice.of("RolledBack"))
                .as("a reason that refers to another one")
                .isEqualTo(Advice.of("RevisionFailed"));
        assertThat(Advice.of("OfANewerOperator")).isEmpty();
    }

    @Test
    void knowsWhereNobodyHasToAct() {
        assertThat(Cause.of("Starting", "").isWrong()).isFalse();
        assertThat(Cause.of("Outdated", "").isWrong()).isFalse();
        assertThat(Cause.of("ImagePull", "").isWrong()).isTrue();
        assertThat(Cause.of("OfANewerOperator", "").isWrong()).isTrue();
    }

    /** Without the marks of Markdown; a link is named by its page. */
    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^]]+)]\\(#([^)]+)\\)", "$1 (docs/operations.md#$2)")
                .replaceAll("\\[([^]]+)]\\(([^)]+)\\)", "$1 (docs/$2)")
                .replace("`", "")
                .strip();
    }
}
