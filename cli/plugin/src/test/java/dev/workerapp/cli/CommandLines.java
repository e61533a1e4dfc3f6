package dev.workerapp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Surroundings;
import dev.workerapp.cli.testing.Printed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs command lines in this JVM, against a cluster that need not be one.
 *
 * @param cluster the cluster
 * @param surroundings the variables, and which streams are terminals
 */
public record CommandLines(Cluster cluster, Surroundings surroundings) {

    /** The time at which everything was recorded. */
    public static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    /** In a pipe, with a locale of UTF-8. */
    public static CommandLines of(Cluster cluster) {
        return new CommandLines(cluster, new Surroundings(Map.of("LANG", "C.UTF-8"), false, false, false));
    }

    /** The same, with this variable. */
    public CommandLines with(String name, String value) {
        Map<String, String> all = new HashMap<>(surroundings.environment());
        all.put(name, value);
        return new CommandLines(
                cluster,
                new Surroundings(all, surroundings.inputTty(), surroundings.outputTty(), surroundings.errorTty()));
    }

    /** The same, on a terminal. */
    public CommandLines onTerminal() {
        return new CommandLines(cluster, new Surroundings(surroundings.environment(), true, true, true));
    }

    /** Runs one. */
    public Printed run(String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, true, UTF_8),
                surroundings,
                new Colours(false),
                false);
        int exit = new Program("kubectl workerapp", console, _ -> cluster, InstantSource.fixed(NOW)).run(List.of(line));
        return new Printed(exit, out.toString(UTF_8), err.toString(UTF_8));
    }
}
