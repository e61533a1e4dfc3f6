package dev.workerapp.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.testing.ApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The app of samples/pm2-migration is what the import makes of its ecosystem file, and what a person has changed. */
class MigrationSampleTest {
    private static final Path SAMPLE = ApiServer.ROOT.resolve("samples/pm2-migration");

    @Test
    void the_sample_is_what_is_imported_but_for_these_lines() throws Exception {
        Form.Ran ran = Form.run(
                SAMPLE.resolve("before"),
                new byte[0],
                Form.options(
                        "ecosystem.config.js",
                        List.of("--instances", "4", "--image-prefix", "localhost/workerapp", "--no-run")));
        List<String> imported = ran.out().lines().toList();
        List<String> sample = Files.readAllLines(SAMPLE.resolve("after/app.yaml"));

        assertThat(ran.exit()).isZero();
        assertThat(without(imported, sample))
                .as("taken out by a person")
                .containsExactly(
                        "  image: localhost/workerapp/shop:latest  # was: server.js",
                        "  port: 3000",
                        "    value: \"3000\"");
        assertThat(without(sample, imported))
                .as("put in by a person")
                .containsExactly(
                        "  image: localhost/workerapp/shop:1.0  # was: server.js",
                        "  port: 8080",
                        "    value: \"8080\"",
                        "  java:",
                        "    agent: None  # the app has the worker runtime as a library",
                        "    drainSeconds: 10  # what nginx may take to find the next worker; it ends early when all is"
                                + " quiet");
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        rest.removeAll(others);
        return rest;
    }
}
