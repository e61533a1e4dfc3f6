package dev.workerapp.cli.describe;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Result;
import dev.workerapp.cli.output.Table;
import dev.workerapp.cli.output.Table.Cell;
import dev.workerapp.cli.target.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** {@code describe}: one app with its reload, revisions, workers, conditions, Events and actions. */
public final class DescribeVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("NAME", "The app")
                .value("<format>", "text, json or yaml", "-o", "--output")
                .footer("kubectl workerapp why NAME says what is wrong and what to do.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String format = arguments.choice("-o", Set.of("text", "json", "yaml"), "text");
        String namespace = session.cluster().namespace();
        String name = Targets.oneApp(arguments.words(), "describe", namespace);
        Description description;
        try (Api api = session.cluster().open()) {
            description = Description.read(api, namespace, name);
        }
        if (format.equals("text")) {
            print(description, session.console(), session.clock().instant());
        } else {
            Result.print(description.json(), format, session.console());
        }
        return Exit.DONE;
    }

    private static void print(Description description, Console console, Instant now) {
        new Head(console.colours(), now).of(description).forEach(console::print);
        console.print("");
        new Tree(console.unicode(), now)
                .of(description.app(), description.revisions(), console.colours())
                .forEach(console::print);
        conditions(description.app().json().at("status", "conditions").items(), console, now);
        events(description, console, now);
        actions(description, console);
    }

    private static void conditions(List<Json> conditions, Console console, Instant now) {
        Table table = new Table(List.of("CONDITION", "STATUS", "REASON", "SINCE", "MESSAGE"));
        for (Json condition : conditions) {
            table.row(List.of(
                    Cell.of(condition.at("type").text()),
                    Cell.of(condition.at("status").text()),
                    Cell.of(condition.at("reason").text()),
                    Cell.of(Age.since(condition.at("lastTransitionTime").text(), now)),
                    Cell.of(condition.at("message").text())));
        }
        print(table, console);
    }

    private static void events(Description description, Console console, Instant now) {
        Table table = new Table(List.of("EVENT", "TYPE", "LAST SEEN", "COUNT", "MESSAGE"));
        for (HappenedEvent event : description.events()) {
            table.row(List.of(
                    Cell.of(event.reason()),
                    Cell.of(event.type(), event.type().equals("Warning") ? Colour.YELLOW : Colour.NONE),
                    Cell.of(Age.since(event.time(), now)),
                    Cell.of(String.valueOf(event.count())),
                    Cell.of(event.message())));
        }
        print(table, console);
        unseen("Events", description.unseen().events(), console);
    }

    private static void actions(Description description, Console console) {
        Table table = new Table(List.of("ACTION", "DOES", "RUN"));
        for (Json action : description.actions()) {
            table.row(List.of(
                    Cell.of(action.at("name").text()),
                    Cell.of(action.at("description").text()),
                    Cell.of(description.command(action))));
        }
        print(table, console);
        unseen("Actions", description.unseen().actions(), console);
    }

    private static void print(Table table, Console console) {
        if (!table.isEmpty()) {
            console.print("");
            table.take(console.colours(), true).forEach(console::print);
        }
    }

    private static void unseen(String what, String why, Console console) {
        if (!why.isEmpty()) {
            console.hint(what + " are not shown: " + why.replaceFirst("^error: ", ""));
        }
    }
}
