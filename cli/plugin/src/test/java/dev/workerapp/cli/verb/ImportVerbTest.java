package dev.workerapp.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportVerbTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void every_option_reaches_the_import() throws Exception {
        Path file = file();
        Path out = folder.resolve("out");

        Printed strict = run(
                file.toString(),
                "--env",
                "production",
                "--instances",
                "4",
                "--image-prefix",
                "registry.example.com/team",
                "-d",
                out.toString(),
                "--inline-secrets",
                "--strict",
                "--report",
                "json",
                "--no-run");

        assertThat(strict.exit()).isEqualTo(3);
        assertThat(strict.out()).isEqualTo(out.resolve("shop.yaml") + "\n");
        assertThat(strict.err()).startsWith("{\n").contains("\"kind\": \"ImportReport\"");
        assertThat(out.resolve("shop.yaml"))
                .content()
                .contains(
                        "instances: 4",
                        "image: registry.example.com/team/shop:latest",
                        "value: production",
                        "value: geheim");
    }

    @Test
    void the_report_alone_is_the_result() throws Exception {
        Printed printed = run(file().toString(), "--check");

        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).contains("to do by hand").doesNotContain("geheim");
        assertThat(printed.err()).isEmpty();
    }

    @Test
    void a_wrong_command_line_is_said_to_be_wrong() throws Exception {
        assertThat(run().exit()).isEqualTo(2);
        assertThat(run(file().toString(), "--instances", "many"))
                .isEqualTo(new Printed(2, "", "error: --instances takes a number, not \"many\"\n"));
        assertThat(run(file().toString(), "--report", "xml").exit()).isEqualTo(2);
    }

    private Path file() throws Exception {
        return Files.writeString(folder.resolve("ecosystem.json"), """
                [{name: 'shop', script: 'shop.js', instances: 'max', port: 3000,
                  env: {DB_PASSWORD: 'geheim'}, env_production: {NODE_ENV: 'production'}}]
                """);
    }

    private static Printed run(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "import";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return CommandLines.of(new RecordedCluster()).run(line);
    }
}
