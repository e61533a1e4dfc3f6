package dev.workerapp.cli;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Ending;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.kubectl.KubectlFlags;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Console;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command line.
 *
 * @param name how the user calls the plug-in, as {@code kubectl workerapp}
 * @param console where it prints
 * @param clusters gives the cluster for kubectl's flags
 * @param clock the time
 */
record Program(String name, Console console, Function<KubectlFlags, Cluster> clusters, InstantSource clock) {

    /** Runs it, and returns the exit code. */
    int run(List<String> line) {
        try {
            return dispatch(line).code();
        } catch (Failure e) {
            console.out().flush();
            console.err().println(e.message());
            if (e.message().contains("the server could not find the requested resource")) {
                console.hint("Is WorkerApp installed in this cluster? helm install workerapp helm/workerapp does it.");
            }
            return e.exit().code();
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private Ending dispatch(List<String> line) {
        if (!line.isEmpty() && line.getFirst().equals(Completion.WORD)) {
            return new Completion(console, clusters, clock).run(line.subList(1, line.size()));
        }
        KubectlFlags flags = KubectlFlags.split(line);
        List<String> rest = flags.rest();
        if (rest.isEmpty() || List.of("help", "-h", "--help").contains(rest.getFirst())) {
            return rest.size() > 1 ? help(rest.get(1)) : helpOfAll();
        }
        String word = rest.getFirst();
        if (word.equals("--version")) {
            word = "version";
        }
        Verbs.Entry entry = find(word);
        return call(entry, rest.subList(1, rest.size()), flags);
    }

    private Verbs.Entry find(String word) {
        Optional<Verbs.Entry> entry = Verbs.find(word);
        if (entry.isPresent()) {
            return entry.get();
        }
        throw Failure.usage(Pm2Words.answer(word)
                .orElseGet(() -> word.startsWith("-")
                        ? "unknown flag: " + word + "\nSee '" + name + " --help' for usage."
                        : "unknown command \"" + word + "\"\nSee '" + name + " --help' for the verbs."));
    }

    private Exit helpOfAll() {
        console.print(Help.text(name));
        return Exit.DONE;
    }

    private Exit help(String word) {
        Verbs.Entry entry = find(word);
        console.out()
                .print(new CommandLine(spec(entry, entry.make().get())).getUsageMessage(CommandLine.Help.Ansi.OFF));
        return Exit.DONE;
    }

    private CommandSpec spec(Verbs.Entry entry, Verb verb) {
        Options options = new Options(name + " " + entry.name(), entry.summary());
        verb.declare(options);
        return options.complete();
    }

    private Ending call(Verbs.Entry entry, List<String> words, KubectlFlags flags) {
        Verb verb = entry.make().get();
        ParseResult parsed = parse(entry, words, spec(entry, verb));
        Arguments arguments = new Arguments(parsed);
        if (arguments.has("--help")) {
            return help(entry.name());
        }
        Console own = console.with(arguments.choice("--color", Colours.CHOICES, "auto"), arguments.has("--quiet"));
        try {
            return verb.run(arguments, new Session(clusters.apply(flags), own, clock));
        } finally {
            own.out().flush();
        }
    }

    private ParseResult parse(Verbs.Entry entry, List<String> words, CommandSpec spec) {
        try {
            return new CommandLine(spec).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            String what = e instanceof UnmatchedArgumentException unmatched
                    ? "unknown " + (unmatched.isUnknownOption() ? "flag" : "argument") + ": "
                            + unmatched.getUnmatched().getFirst()
                    : String.valueOf(e.getMessage());
            throw Failure.usage(what + "\nSee '" + name + " " + entry.name() + " --help' for usage.");
        }
    }
}
