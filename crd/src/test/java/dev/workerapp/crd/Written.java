package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.testing.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that the classes generate. {@code make generate} writes them, every other run compares. */
final class Written {

    private Written() {}

    static void asGenerated(String file, String content) throws IOException {
        Path path = ApiServer.ROOT.resolve(file);
        if (Boolean.getBoolean("generate")) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        }
        assertThat(path).as("run `make generate` and look at the difference").hasContent(content);
    }
}
