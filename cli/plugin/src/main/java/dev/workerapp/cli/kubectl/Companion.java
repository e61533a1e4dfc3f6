package dev.workerapp.cli.kubectl;

import dev.workerapp.cli.exit.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A kubectl that runs beside the plug-in until it is closed, or the plug-in ends. Thread-safe. */
final class Companion implements AutoCloseable {

    private final Process process;
    private final ProcessFolder folder;
    private final ErrorStream said;
    private final Thread atExit;
    private String firstLine = "";

    private Companion(Process process, ProcessFolder folder, ErrorStream said) {
        this.process = process;
        this.folder = folder;
        this.said = said;
        this.atExit = new Thread(this::end, "end-kubectl");
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The plug-in ends already, and cleans up with it: the one who does so closes it.
        }
    }

    /**
     * Starts one, and returns when it has printed a line on standard output, which it does when it serves.
     *
     * @param kubectl the program and the user's flags
     * @param command the command of kubectl, given the folder that it may use
     * @param errors where its warnings and questions are printed
     * @throws ApiFailure with what it has printed, if it ends before
     */
    static Companion start(List<String> kubectl, Function<ProcessFolder, List<String>> command, PrintStream errors) {
        ProcessFolder.clearStale();
        ProcessFolder folder = ProcessFolder.create();
        List<String> all = new ArrayList<>(kubectl);
        all.addAll(command.apply(folder));
        Process process;
        try {
            process = new ProcessBuilder(all)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException _) {
            folder.delete();
            throw Failure.error("kubectl can't be started (" + kubectl.getFirst()
                    + "). Put it on PATH, or name it in the variable KUBECTL_PATH.");
        }
        Companion companion = new Companion(process, folder, new ErrorStream(process.getErrorStream(), errors));
        try {
            folder.note(ProcessHandle.current(), process.toHandle());
            companion.awaitStart();
            return companion;
        } catch (IOException e) {
            companion.close();
            throw ApiFailure.unreachable(e);
        } catch (ApiFailure e) {
            companion.close();
            throw e;
        }
    }

    private void awaitStart() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            String messages = said.messages();
            throw ApiFailure.printed(messages.isEmpty() ? "error: kubectl ended at once" : messages);
        }
        firstLine = line;
        // It may print a line for each connection, and would wait for somebody to read them.
        Thread.ofVirtual().name("kubectl-stdout").start(() -> {
            try {
                out.transferTo(Writer.nullWriter());
            } catch (IOException _) {
                // It has ended.
            }
        });
    }

    /** The folder that it uses. */
    ProcessFolder folder() {
        return folder;
    }

    /** What it has printed first. */
    String firstLine() {
        return firstLine;
    }

    /** Whether it runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Its error messages so far. */
    String messages() {
        return process.isAlive() ? said.soFar() : said.messages();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The plug-in ends at this very moment.
        }
    }

    private void end() {
        process.destroy();
        folder.delete();
    }
}
