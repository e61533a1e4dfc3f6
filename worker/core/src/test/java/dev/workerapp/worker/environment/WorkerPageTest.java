package dev.workerapp.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkerPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(WORKER\\w+)` ", Pattern.MULTILINE);

    @Test
    void thePageAboutTheRuntimeHasExactlyTheVariablesThatAreRead() throws Exception {
        var variables = new ArrayList<String>();
        for (var field : WorkerEnvironment.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                variables.add((String) field.get(null));
            }
        }

        var rows = rows(Path.of("../../docs/worker.md"));

        assertThat(rows).containsExactlyInAnyOrderElementsOf(variables);
    }

    private static List<String> rows(Path page) throws IOException {
        return ROW.matcher(Files.readString(page))
                .results()
                .map(row -> row.group(1))
                .toList();
    }
}
