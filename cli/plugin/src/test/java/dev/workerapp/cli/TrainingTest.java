package dev.workerapp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final Path LINES = Path.of("../dist/training");

    @Test
    void everyVerbIsTrained() throws IOException {
        Set<String> trained = Training.lines(LINES).stream()
                .map(line -> line.words().getFirst())
                .collect(Collectors.toSet());

        List<String> verbs = Verbs.all().stream().map(Verbs.Entry::name).toList();

        assertThat(trained)
                .as("Each verb needs a line in cli/dist/training, and what it reads in cli/dist/recorded.")
                .containsAll(verbs);
    }
}
