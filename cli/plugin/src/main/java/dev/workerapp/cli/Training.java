package dev.workerapp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs command lines one after another in this JVM, so that one AOT cache has the classes of all verbs. It is packed with
 * the plug-in, since a cache holds only for the class path that it was made with.
 */
public final class Training {

    private static final Duration LONGEST = Duration.ofSeconds(3);

    /**
     * A command line.
     *
     * @param exit the exit code that it must end with
     * @param endless whether it goes on until it is interrupted
     * @param words what is typed after {@code kubectl workerapp}
     */
    record Line(int exit, boolean endless, List<String> words) {}

    private Training() {}

    /** Runs the lines of the file that is named, and ends the JVM with 1 if one ended otherwise than it says. */
    public static void main(String[] arguments) throws IOException {
        int wrong = 0;
        for (Line line : lines(Path.of(arguments[0]))) {
            if (line.endless()) {
                interruptLater(Thread.currentThread());
            }
            int exit = Main.program().run(line.words());
            boolean _ = Thread.interrupted();
            if (exit != line.exit()) {
                System.err.println("training: " + String.join(" ", line.words()) + " ended with exit code " + exit
                        + ", not " + line.exit());
                wrong = 1;
            }
        }
        System.exit(wrong);
    }

    private static void interruptLater(Thread thread) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(LONGEST);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        });
    }

    /**
     * Each line of the file is an exit code and the words, with blanks between. {@code ^C} in the place of the code is for a
     * command that goes on until it is interrupted. {@code #} begins a comment.
     */
    static List<Line> lines(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(file)) {
            if (!text.isBlank() && !text.startsWith("#")) {
                List<String> words = List.of(text.strip().split("\\s+"));
                boolean endless = words.getFirst().equals("^C");
                lines.add(new Line(
                        endless ? 0 : Integer.parseInt(words.getFirst()), endless, words.subList(1, words.size())));
            }
        }
        return lines;
    }
}
