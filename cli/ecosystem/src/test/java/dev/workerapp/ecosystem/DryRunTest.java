package dev.workerapp.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workerapp.testing.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import writes is what a real API server takes from a real kubectl, strictly. */
class DryRunTest {
    private static final Pattern NAMESPACE = Pattern.compile("(?m)^  namespace: (.*)$");
    private static final Pattern APP = Pattern.compile("(?m)^kind: WorkerApp$");

    @SuppressWarnings("NullAway.Init")
    private static ApiServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void start() {
        server = ApiServer.start("ecosystem");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_form_passes() throws Exception {
        long written = 0;
        for (Form form : Form.all()) {
            if (!form.needsNode() || NodeOnPath.isThere()) {
                String yaml =
                        form.run("--image-prefix", "registry.example.com/team").out();
                if (APP.matcher(yaml).find()) {
                    Files.writeString(folder.resolve(form + ".yaml"), yaml);
                    written += APP.matcher(yaml).results().count();
                }
            }
        }
        for (String namespace : namespaces()) {
            server.run("cluster/kubectl", "create", "namespace", namespace);
        }

        String answer = apply(folder.toString());

        assertThat(written).isGreaterThan(80);
        assertThat(answer.lines().filter(line -> line.endsWith("created (server dry run)")))
                .hasSize((int) written);
    }

    private Set<String> namespaces() throws IOException {
        Set<String> namespaces = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                NAMESPACE
                        .matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(namespaces::add);
            }
        }
        return namespaces;
    }

    @Test
    void variables_reach_the_api_server_as_they_are() throws Exception {
        Path file = folder.resolve("app.yaml");
        Files.writeString(
                file,
                new Form(Path.of("src/test/resources/forms/env-object"))
                        .run("--image-prefix", "registry.example.com")
                        .out());

        String lines = apply(file.toString(), "-o", "jsonpath={.spec.env[?(@.name==\"LINES\")].value}");

        assertThat(lines).isEqualTo("one\ntwo\ttab \"quoted\" \\ back\u0007slash \uD83D\uDE00");
    }

    @Test
    void the_migration_sample_passes() {
        assertThat(apply("samples/pm2-migration/after/app.yaml"))
                .isEqualTo("workerapp.workerapp.dev/shop created (server dry run)\n");
    }

    @Test
    void without_an_image_it_is_refused() throws Exception {
        Path file = folder.resolve("app.yaml");
        Files.writeString(
                file,
                new Form(Path.of("src/test/resources/forms/env-object")).run().out());

        assertThatThrownBy(() -> apply(file.toString()))
                .hasMessageContaining("image is missing: name the image that the workers run.");
    }

    private static String apply(String file, String... more) {
        return server.run(Stream.concat(
                        Stream.of(
                                "cluster/kubectl", "apply", "--dry-run=server", "--validate=strict", "-R", "-f", file),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
