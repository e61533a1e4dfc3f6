package dev.workerapp.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/** Runs a verb from within another one. */
public final class Captured {

    private Captured() {}

    /** Runs it with these words, and returns the lines that it prints, without colours; or why it can't go on. */
    public static List<String> lines(Verb verb, List<String> words, Session session) {
        Options options = new Options("", "");
        verb.declare(options);
        Arguments arguments =
                new Arguments(new CommandLine(options.complete()).parseArgs(words.toArray(String[]::new)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, UTF_8);
        Console console = new Console(stream, stream, session.console().surroundings(), new Colours(false), false);
        try {
            verb.run(arguments, new Session(session.cluster(), console, session.clock()));
        } catch (Failure e) {
            stream.println(e.message());
        }
        return bytes.toString(UTF_8).lines().toList();
    }
}
