package dev.workerapp.cli;

import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.kubectl.KubectlFlags;
import dev.workerapp.cli.output.Console;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Answers {@code __complete WORD… TYPED}, as kubectl asks its plug-ins (KEP 2379): a candidate a line, and at the end a
 * directive of the Go library cobra. The script that asks bounds the time.
 */
record Completion(Console console, Function<KubectlFlags, Cluster> clusters, InstantSource clock) {

    /** The command. */
    static final String WORD = "__complete";

    private static final String ERROR = ":1";
    private static final String NO_FILES = ":4";

    /** Prints the candidates. Whatever is wrong shows as nothing but the directive for an error. */
    Exit run(List<String> words) {
        List<String> found;
        String typed = words.isEmpty() ? "" : words.getLast();
        try {
            found = candidates(words.isEmpty() ? List.of() : words.subList(0, words.size() - 1), typed).stream()
                    .filter(candidate -> candidate.startsWith(typed))
                    .toList();
        } catch (Failure _) {
            console.print(ERROR);
            return Exit.DONE;
        }
        found.forEach(console::print);
        console.print(NO_FILES);
        return Exit.DONE;
    }

    private List<String> candidates(List<String> before, String typed) {
        KubectlFlags flags = KubectlFlags.split(before);
        if (flags.rest().isEmpty()) {
            return Verbs.all().stream()
                    .map(entry -> entry.name() + "\t" + entry.summary())
                    .toList();
        }
        Verbs.Entry entry = Verbs.find(flags.rest().getFirst()).orElseThrow(() -> Failure.usage("no verb"));
        Verb verb = entry.make().get();
        Options options = new Options(entry.name(), entry.summary());
        verb.declare(options);
        CommandSpec spec = options.complete();
        if (typed.startsWith("-")) {
            return flags(spec);
        }
        List<String> given = new ArrayList<>();
        for (String word : flags.rest().subList(1, flags.rest().size())) {
            if (!word.startsWith("-")) {
                given.add(word);
            }
        }
        Cluster cluster = clusters.apply(flags);
        return verb.candidates(given, typed, new Session(cluster, console, clock));
    }

    private static List<String> flags(CommandSpec spec) {
        List<String> flags = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            flags.add(option.longestName() + "\t" + String.join(" ", option.description()));
        }
        return flags;
    }
}
