package dev.workerapp.cli.logs;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Targets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code logs}: the lines of the logs of workers, together. */
public final class LogsVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.targets("NAME[/SLOT]...")
                .flag("Go on with what is written, also by replacements, until the app is deleted", "-f", "--follow")
                .value("<number>", "So many lines of each worker, 15 by default; -1 for all", "--tail")
                .value("<duration>", "Only what was written since, as 10m", "--since")
                .flag("The log of the run before, of containers that were started again", "-p", "--previous")
                .value("<what>", "What stands before a line: slot (the default), pod or none", "--prefix")
                .value("<regex>", "Only lines in which this is found", "--grep")
                .value("<regex>", "Colour what this finds", "--highlight")
                .flag("The time before each line", "--timestamps")
                .flag("A JSON object a line: the fields of the line, with app, slot and pod", "--json")
                .flag("Lines as they were written, without prefix, escape sequences included", "--raw")
                .flag("All containers of the workers, not only the main one", "--all-containers")
                .value("<number>", "So many logs at once at most, 50 by default", "--max-streams");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        boolean follow = arguments.has("--follow");
        boolean previous = arguments.has("--previous");
        if (follow && previous) {
            throw Failure.usage("--previous is of runs that are over: there is nothing to follow");
        }
        LogPrinter printer = new LogPrinter(session.console(), form(arguments));
        String begin = begin(arguments);
        int maxStreams =
                number("--max-streams", arguments.value("--max-streams").orElse("50"), 1);
        String namespace = session.cluster().namespace();
        Targets targets = arguments.targets(namespace);
        try (Api api = session.cluster().open()) {
            List<String> apps =
                    Apps.find(api, namespace, targets).stream().map(App::name).toList();
            Scope scope = new Scope(namespace, apps, targets, arguments.has("--all-containers"), maxStreams);
            if (follow) {
                try (Followed followed = new Followed(api, scope, begin, printer)) {
                    followed.run();
                }
            } else {
                stored(api, scope, begin, previous, printer);
            }
        }
        return Exit.DONE;
    }

    private static void stored(Api api, Scope scope, String begin, boolean previous, LogPrinter printer) {
        List<Worker> workers =
                scope.workers(api.get(scope.workersPath()).at("items").items());
        List<Source> sources = scope.limited(workers).stream()
                .filter(source -> previous ? source.restarts() > 0 : source.started())
                .toList();
        if (sources.isEmpty()) {
            printer.note("No worker of " + String.join(", ", scope.apps())
                    + (previous ? " was started again: there is no log of a run before." : " has a log yet."));
        }
        Stored.read(api, sources, begin + (previous ? "&previous=true" : ""), printer);
    }

    private static LogPrinter.Form form(Arguments arguments) {
        String prefix = arguments.choice("--prefix", Set.of("slot", "pod", "none"), "slot");
        return new LogPrinter.Form(
                LogPrinter.Prefix.valueOf(prefix.toUpperCase(Locale.ROOT)),
                arguments.has("--raw"),
                arguments.has("--timestamps"),
                arguments.has("--json"),
                pattern(arguments, "--grep"),
                pattern(arguments, "--highlight"));
    }

    private static Optional<Pattern> pattern(Arguments arguments, String option) {
        try {
            return arguments.value(option).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw Failure.usage(
                    option + " is no regular expression: " + e.getDescription() + " near index " + e.getIndex());
        }
    }

    /** The part of the query that says where a log begins. With --since alone all since then is meant. */
    private static String begin(Arguments arguments) {
        Optional<String> since = arguments.value("--since");
        int tail = number("--tail", arguments.value("--tail").orElse(since.isPresent() ? "-1" : "15"), -1);
        return (tail < 0 ? "" : "&tailLines=" + tail)
                + since.map(text -> "&sinceSeconds="
                                + Math.max(Timeout.parse("--since", text).toSeconds(), 1))
                        .orElse("");
    }

    private static int number(String option, String text, int least) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw Failure.usage(option + " is a number from " + least + " on, not \"" + text + "\"");
    }
}
