package dev.workerapp.ecosystem.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a file by {@code node} under its permission model: it may read its own folder and the {@code node_modules} above
 * it, and may neither write, nor start a program, nor see a variable of the environment but PATH. It may use the network.
 */
final class Node {
    /** That an option is not known, by Node's documentation of exit codes. */
    private static final int INVALID_ARGUMENT = 9;

    /** In the order in which they came: the second one is that of Node 20. */
    private static final List<String> PERMISSION_MODEL = List.of("--permission", "--experimental-permission");

    private final Path node;
    private final String path;
    private final Duration limit;

    /**
     * @param node the program
     * @param path PATH for it
     * @param limit how long it may run
     */
    Node(Path node, String path, Duration limit) {
        this.node = node;
        this.path = path;
        this.limit = limit;
    }

    /** How it ended. */
    sealed interface Ended {
        /** By itself. The output is empty if the file itself ended the process. */
        record Exit(int code, String output) implements Ended {}

        /** After the limit. */
        record Late() implements Ended {}

        /** This Node has no permission model. */
        record TooOld() implements Ended {}
    }

    /** The program of that name on a PATH. */
    static Optional<Path> find(String path) {
        return Stream.of(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "node"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Runs the reader.
     *
     * @param folder where the file is; its working folder
     * @param input its standard input
     * @param arguments of the reader
     */
    Ended run(Path folder, String input, List<String> arguments) throws IOException, InterruptedException {
        for (String permission : PERMISSION_MODEL) {
            Ended ended = start(command(permission, folder, arguments), folder, input);
            if (!(ended instanceof Ended.Exit exit) || exit.code() != INVALID_ARGUMENT) {
                return ended;
            }
        }
        return new Ended.TooOld();
    }

    /** What the file itself prints goes nowhere: the reader answers on descriptor 3. */
    private List<String> command(String permission, Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh", "-c", "exec \"$@\" 3>&1 1>/dev/null 2>/dev/null", "sh", node.toString(), permission));
        readable(folder).forEach(readable -> command.add("--allow-fs-read=" + readable));
        command.addAll(List.of("-e", READER, "--"));
        command.addAll(arguments);
        return command;
    }

    /** The folder, and where Node looks for packages and for what kind of module a file is. */
    private static List<Path> readable(Path folder) {
        List<Path> readable = new ArrayList<>(List.of(folder));
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            readable.add(above.resolve("node_modules"));
            readable.add(above.resolve("package.json"));
        }
        return readable;
    }

    private Ended start(List<String> command, Path folder, String input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", path);
        Process process = builder.start();
        try {
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
            CompletableFuture<Void> written =
                    CompletableFuture.runAsync(() -> write(process, input), Thread::startVirtualThread);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Ended.Late();
            }
            written.join();
            return new Ended.Exit(process.exitValue(), output.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // It has ended without reading all of it. How it ended says why.
        }
    }

    private static final String READER = reader();

    private static String reader() {
        try (InputStream script = Node.class.getResourceAsStream("reader.js")) {
            if (script == null) {
                throw new IllegalStateException("reader.js is not in the archive");
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
