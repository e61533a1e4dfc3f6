package dev.workerapp.worker.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for a test, with its environment; killed when the test ends. */
public final class ChildJvm implements AutoCloseable {
    private static final String LISTENING = "listening on ";
    /** Only a failing test waits that long, whatever else the machine does. */
    private static final int LONGEST_SECONDS = 60;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Starts this test's own Java with these options and arguments, its class path, and more environment. */
    public static ChildJvm start(Map<String, String> environment, List<String> arguments) throws IOException {
        return start(Path.of(System.getProperty("java.home"), "bin", "java"), environment, arguments);
    }

    static ChildJvm start(Path java, Map<String, String> environment, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("WORKER") || name.matches("JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    private ChildJvm(Process process) {
        this.process = process;
        var reader = new Thread(this::readLines, "child-jvm-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** A port that nobody has just now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** All it has written, both streams. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line that contains the text. */
    public ChildJvm awaitLine(String text) {
        await("line with '" + text + "' among " + lines)
                .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> lines.stream().anyMatch(line -> line.contains(text)));
        return this;
    }

    /** The port in the line that says "listening on …". */
    public int awaitPort() {
        awaitLine(LISTENING);
        return lines.stream()
                .filter(line -> line.startsWith(LISTENING))
                .mapToInt(line -> Integer.parseInt(line.substring(LISTENING.length())))
                .findFirst()
                .orElseThrow();
    }

    /** Sends SIGTERM; not by the process itself, which would close its output too. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end; its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running, having said " + lines);
        }
        return process.exitValue();
    }

    private void readLines() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("(" + e + ")");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
