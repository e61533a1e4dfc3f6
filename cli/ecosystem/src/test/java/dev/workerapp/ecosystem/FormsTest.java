package dev.workerapp.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each form has its WorkerApps and its report. {@code make generate} writes them, every other run compares. */
class FormsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.workerapp.ecosystem.Form#all")
    void becomes_what_is_expected(Form form) throws Exception {
        assumeTrue(!form.needsNode() || NodeOnPath.isThere(), "node with a permission model is not on the PATH");

        Form.Ran ran = form.run();

        compare(form.folder().resolve("expected.out"), ran.out());
        compare(form.folder().resolve("expected.err"), ran.err() + "exit code " + ran.exit() + "\n");
    }

    private static void compare(Path file, String content) throws IOException {
        if (Boolean.getBoolean("generate")) {
            Files.writeString(file, content);
        }
        assertThat(file).as("run `make generate` and look at the difference").hasContent(content);
    }
}
