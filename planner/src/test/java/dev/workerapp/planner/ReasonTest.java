package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");

    @ParameterizedTest
    @EnumSource
    void theDocsSayWhatEachReasonMeansAndWhatToDo(Reason reason) throws IOException {
        String camelCase = Arrays.stream(reason.name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());

        assertThat(Files.readAllLines(OPERATIONS))
                .as("a row of docs/operations.md begins so")
                .anyMatch(row -> row.startsWith("| `" + camelCase + "` | " + reason.sentence() + " | "));
    }
}
