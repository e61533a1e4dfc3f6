package dev.workerapp.cli.history;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Result;
import dev.workerapp.cli.output.Table;
import dev.workerapp.cli.output.Table.Cell;
import dev.workerapp.cli.output.Yaml;
import dev.workerapp.cli.target.Targets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code history}: the revisions of an app, one of them, or the difference between two. */
public final class HistoryVerb implements Verb {

    private static final String TEXT = "text";

    @Override
    public void declare(Options options) {
        options.arguments("NAME", "The app")
                .value("<number>", "One revision, with its spec", "--revision")
                .value(
                        "<numbers>",
                        "What differs between the specs of two revisions, as 6:7, or from one to the one that the app"
                                + " runs, as 6",
                        "--diff")
                .value("<format>", "text, json or yaml", "-o", "--output")
                .footer(
                        "STATE: current (the workers run it), target (they are brought to it), good (it has completed a"
                                + " reload),",
                        "failed, undone, or superseded (by another one before it was complete).");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String format = arguments.choice("-o", Set.of(TEXT, "json", "yaml"), TEXT);
        String namespace = session.cluster().namespace();
        String name = Targets.oneApp(arguments.words(), "history", namespace);
        if (arguments.value("--diff").isPresent() && !format.equals(TEXT)) {
            throw Failure.usage("--diff prints a unified diff only: leave -o out");
        }
        Json app;
        Revisions revisions;
        Map<String, Integer> workers;
        try (Api api = session.cluster().open()) {
            app = api.get(Paths.app(namespace, name));
            revisions = Revisions.of(name, api.get(Paths.revisions(namespace, name)));
            workers = workers(api.get(Paths.workers(namespace, name)));
        }
        Console console = session.console();
        if (arguments.value("--diff").isPresent()) {
            diff(arguments.value("--diff").get(), app, revisions, console);
        } else if (arguments.value("--revision").isPresent()) {
            one(revisions.find(arguments.value("--revision").get()), app, workers, format, console);
        } else if (format.equals(TEXT)) {
            table(revisions, app, workers, session).forEach(console::print);
        } else {
            List<Json.Obj> items = revisions.all().stream()
                    .map(revision -> Json.object(facts(revision, app, workers)))
                    .toList();
            Result.print(Result.of("History", "app", name, "items", items), format, console);
        }
        return Exit.DONE;
    }

    /** How many workers run each revision. */
    private static Map<String, Integer> workers(Json pods) {
        Map<String, Integer> workers = new HashMap<>();
        for (Json pod : pods.at("items").items()) {
            workers.merge(new Worker(pod).revision(), 1, Integer::sum);
        }
        return workers;
    }

    private static List<String> table(Revisions revisions, Json app, Map<String, Integer> workers, Session session) {
        Table table = new Table(List.of("REVISION", "NAME", "STATE", "WORKERS", "TRIGGER", "IMAGE", "AGE", "CAUSE"));
        for (Revision revision : revisions.all()) {
            String state = revision.state(app);
            table.row(List.of(
                    Cell.of(String.valueOf(revision.number())),
                    Cell.of(revision.name()),
                    Cell.of(state, colour(state)),
                    Cell.of(String.valueOf(workers.getOrDefault(revision.name(), 0))),
                    Cell.of(revision.annotation("workerapp.dev/trigger").orElse("")),
                    Cell.of(revision.image()),
                    Cell.of(Age.since(revision.created(), session.clock().instant())),
                    Cell.of(revision.annotation("kubernetes.io/change-cause").orElse(""))));
        }
        if (table.isEmpty()) {
            session.console().hint("No revisions of " + revisions.app() + " yet.");
            return List.of();
        }
        return table.take(session.console().colours(), true);
    }

    private static Colour colour(String state) {
        return switch (state) {
            case "current" -> Colour.GREEN;
            case "target" -> Colour.BLUE;
            case "failed", "undone" -> Colour.YELLOW;
            default -> Colour.NONE;
        };
    }

    private static void one(Revision revision, Json app, Map<String, Integer> workers, String format, Console console) {
        Object[] facts = facts(revision, app, workers);
        if (!format.equals(TEXT)) {
            Object[] all = Arrays.copyOf(facts, facts.length + 2);
            all[facts.length] = "spec";
            all[facts.length + 1] = revision.spec();
            Result.print(Result.of("Revision", all), format, console);
            return;
        }
        for (int i = 0; i < facts.length; i += 2) {
            String value = Json.of(facts[i + 1]).text();
            if (!value.isEmpty()) {
                console.print("%-12s %s".formatted(facts[i] + ":", Escapes.none(value)));
            }
        }
        console.print("spec:");
        Yaml.of(revision.spec()).lines().forEach(line -> console.print("  " + Escapes.none(line)));
    }

    /** Names and values in turn; an empty text is not known. */
    private static Object[] facts(Revision revision, Json app, Map<String, Integer> workers) {
        return new Object[] {
            "number", revision.number(),
            "name", revision.name(),
            "state", revision.state(app),
            "workers", workers.getOrDefault(revision.name(), 0),
            "image", revision.image(),
            "trigger", revision.annotation("workerapp.dev/trigger").orElse(""),
            "requestedBy", revision.annotation("workerapp.dev/requested-by").orElse(""),
            "cause", revision.annotation("kubernetes.io/change-cause").orElse(""),
            "created", revision.created(),
            "failure", revision.failure().orElse("")
        };
    }

    private static void diff(String numbers, Json app, Revisions revisions, Console console) {
        String[] both = numbers.split(":", 2);
        Revision from = revisions.find(both[0]);
        Revision to = revisions.find(
                both.length > 1 ? both[1] : app.at("status", "targetRevision").text());
        Colours colours = console.colours();
        List<String> lines = SpecDiff.lines(from, to, colours);
        lines.forEach(console::print);
        if (lines.isEmpty()) {
            console.hint("The specs of revisions " + from.number() + " and " + to.number() + " are the same.");
        }
    }
}
