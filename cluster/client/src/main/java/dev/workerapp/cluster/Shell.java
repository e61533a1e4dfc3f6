package dev.workerapp.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the commands that a user would type, in the root of the checkout. Thread-safe. */
public final class Shell {

    /** The root of the checkout, wherever in it the program was started. */
    public static final Path ROOT = root(Path.of("").toAbsolutePath());

    private final Map<String, String> environment;

    /** A shell in which these variables are set besides the program's own. */
    public Shell(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    private static Path root(Path from) {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("cluster/up"))) {
                return folder;
            }
        }
        throw new IllegalStateException(from + " is not within the checkout");
    }

    /**
     * What a command printed.
     *
     * @param exit its exit code
     * @param out its standard output and error, as they came
     */
    public record Result(int exit, String out) {}

    /** Runs a command to its end, with this standard input, and returns whatever it did. */
    public Result run(Duration limit, String input, List<String> command) {
        try {
            Path out = Files.createTempFile("shell", ".out");
            Path in = Files.createTempFile("shell", ".in");
            try {
                Files.writeString(in, input);
                Process process = start(command)
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroy();
                    throw new AssertionError(
                            "no end within " + limit + ": " + String.join(" ", command) + "\n" + read(out));
                }
                return new Result(process.exitValue(), read(out));
            } finally {
                Files.delete(out);
                Files.delete(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + String.join(" ", command), e);
        }
    }

    /** Runs a command that must succeed and returns what it printed. */
    public String must(Duration limit, String... command) {
        Result result = run(limit, "", List.of(command));
        if (result.exit() != 0) {
            throw new AssertionError("exit " + result.exit() + ": " + String.join(" ", command) + "\n" + result.out());
        }
        return result.out();
    }

    /** A command that is not started yet, standard error with its output. */
    public ProcessBuilder start(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8);
    }
}
