package dev.workerapp.worker.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void the_jar_is_copied_over_an_older_one_and_nothing_else_is_left() throws Exception {
        var jar = Files.writeString(folder.resolve("a.jar"), "new");
        var target = Files.writeString(folder.resolve("b.jar"), "older");

        Install.copy(jar, target);

        assertThat(target).hasContent("new");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(jar, target);
        }
    }
}
