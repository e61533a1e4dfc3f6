package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of the plug-in. Closing it ends it. */
final class PluginRun implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(6);

    private final String line;
    private final Path out;
    private final Path err;
    private final Process process;

    private PluginRun(String line, Path out, Path err, Process process) {
        this.line = line;
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /** Of this command, whose output goes to files, so that it never waits for a reader. */
    static PluginRun start(ProcessBuilder command, String line) {
        try {
            Path out = Files.createTempFile("plugin", ".out");
            Path err = Files.createTempFile("plugin", ".err");
            Process process = command.redirectErrorStream(false)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new PluginRun(line, out, err, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What one printed.
     *
     * @param line what was typed
     * @param exit its exit code
     * @param out its standard output
     * @param err its standard error
     */
    record Said(String line, int exit, String out, String err) {

        /** That it ended with this exit code. */
        Said exits(int code) {
            assertThat(exit).as(this::toString).isEqualTo(code);
            return this;
        }

        @Override
        public String toString() {
            return line + "\nexit " + exit + "\n" + out + err;
        }
    }

    /** Waits until it has printed these words on standard output. */
    PluginRun awaitOut(String words) {
        return awaitIn(out, words);
    }

    /** Waits until it has printed these words on standard error. */
    PluginRun awaitErr(String words) {
        return awaitIn(err, words);
    }

    private PluginRun awaitIn(Path file, String words) {
        await(line).atMost(LONGEST).untilAsserted(() -> assertThat(Files.readString(file))
                .as(() -> line + (process.isAlive() ? "" : " has ended:\n" + read(out) + read(err)))
                .contains(words));
        return this;
    }

    /** What it has printed on standard output so far. */
    String printed() {
        return read(out);
    }

    /** Ctrl-C. No kubectl that it has started outlives it. */
    PluginRun interrupt() {
        return signal("INT");
    }

    /** Sends it a signal that ends it. No kubectl that it has started outlives it. */
    PluginRun signal(String name) {
        List<ProcessHandle> started = process.descendants().toList();
        assertThat(started).as(line).isNotEmpty();
        Cluster.SHELL.must(LONGEST, "kill", "-" + name, Long.toString(process.pid()));
        await(line)
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(started).as(line).noneMatch(ProcessHandle::isAlive));
        return this;
    }

    /** Waits for its end. */
    Said end() {
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> line + " goes on:\n" + read(out) + read(err))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + line, e);
        }
        return new Said(line, process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        end();
        try {
            Files.delete(out);
            Files.delete(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
