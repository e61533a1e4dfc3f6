package dev.workerapp.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A terminal with a shell in it, by tmux. Its server is one of its own, which ends with it. */
public final class Tmux implements AutoCloseable {

    private final Path folder;
    private final Path socket;

    private Tmux(Path folder) {
        this.folder = folder;
        this.socket = folder.resolve("tmux");
    }

    /** Starts one of that size, with a POSIX shell with job control. */
    public static Tmux start(int columns, int lines) {
        try {
            // The path of a Unix socket is short.
            Tmux tmux = new Tmux(Files.createTempDirectory(Path.of("/tmp"), "tmux"));
            tmux.run(
                    "new-session",
                    "-d",
                    "-x",
                    "" + columns,
                    "-y",
                    "" + lines,
                    "env -u ENV PS1='$ ' LANG=C.UTF-8 sh -i");
            return tmux;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Presses keys, by tmux's names of them. */
    public void press(String... keys) {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command.toArray(String[]::new));
    }

    /** Types a line for the shell. */
    public void type(String line) {
        run("send-keys", "-l", line);
        press("Enter");
    }

    /** What the screen shows, without colours. */
    public String screen() {
        return run("capture-pane", "-p");
    }

    /** What the screen shows, with escape sequences for the colours. */
    public String colouredScreen() {
        return run("capture-pane", "-p", "-e");
    }

    /** Changes the size. */
    public void resize(int columns, int lines) {
        run("resize-window", "-x", "" + columns, "-y", "" + lines);
    }

    /** Whether a program has the whole screen, and whether the cursor is to be seen, as {@code 0 1}. */
    public String state() {
        return run("display-message", "-p", "#{alternate_on} #{cursor_flag}").strip();
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError(command + ": " + out);
            }
            return out;
        } catch (IOException e) {
            throw new AssertionError("tmux is missing. Install it: sudo apt-get install tmux", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run("kill-server");
        try {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
