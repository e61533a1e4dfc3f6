package dev.workerapp.cli.monit;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Ending;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.metrics.Pages;
import dev.workerapp.cli.metrics.Sampler;
import dev.workerapp.cli.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code monit}: an app, its workers and their logs on the whole terminal, or one sample of it. */
public final class MonitVerb implements Verb {

    /** A worker that does not answer in this time is shown without figures. */
    private static final Duration LONGEST_SAMPLE = Duration.ofSeconds(5);

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);

    @Override
    public void declare(Options options) {
        options.arguments("[NAME]", "The app; if none is named, the first of the namespace")
                .flag("Print one sample, after one interval, and end", "--once")
                .value("<format>", "With --once: table, json or yaml", "-o", "--output")
                .value("<duration>", "The time between two samples, 2s by default", "--interval")
                .flag("Reach workers by kubectl port-forward, where the API server has no way to pods", "--forward")
                .footer("Press ? for the keys. Figures of the JVM need the worker runtime, and \"get pods/proxy\".");
    }

    @Override
    public Ending run(Arguments arguments, Session session) {
        String format = arguments.choice("-o", Set.of("table", "json", "yaml"), "table");
        Duration interval =
                Timeout.parse("--interval", arguments.value("--interval").orElse("2s"));
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw Failure.usage("--interval is at least 500ms: each worker is a request to the API server each time");
        }
        boolean once = arguments.has("--once");
        if (!once && arguments.value("-o").isPresent()) {
            throw Failure.usage("-o is for --once");
        }
        if (!once
                && !(session.console().surroundings().inputTty()
                        && session.console().surroundings().outputTty())) {
            throw Failure.usage("monit draws on a terminal, and this is none: use monit --once");
        }
        String namespace = session.cluster().namespace();
        String name = name(arguments.words(), namespace);
        try (Api api = session.cluster().open();
                Sampler sampler =
                        new Sampler(Pages.of(session.cluster(), api, arguments.has("--forward")), LONGEST_SAMPLE)) {
            Fleet fleet = new Fleet(api, sampler, namespace);
            Sample first = fleet.look(name, Set.of());
            if (once) {
                Thread.sleep(interval);
                print(fleet.look(name, Set.of()), format, session);
                return Exit.DONE;
            }
            try (Looker looker = new Looker(fleet, interval, first).begin();
                    LogMemory logs = new LogMemory(api);
                    Screen screen = Screen.open()) {
                return new Monit(session, looker, logs, screen).run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Exit.DONE;
        }
    }

    private static void print(Sample sample, String format, Session session) {
        if (format.equals("table")) {
            Once.table(sample, session.console(), session.clock().instant());
        } else {
            Once.json(sample, format, session.console());
        }
    }

    private static String name(List<String> words, String namespace) {
        if (words.size() > 1) {
            throw Failure.usage("monit shows one app at a time: name one");
        }
        return words.isEmpty() ? "" : Target.parse(words.getFirst(), namespace).app();
    }
}
