package dev.workerapp.cli.pod;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.history.Revision;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Result;
import dev.workerapp.cli.output.Table;
import dev.workerapp.cli.output.Table.Cell;
import dev.workerapp.cli.target.Target;
import java.util.List;
import java.util.Set;

/** {@code env}: the variables of a worker, and where each is from. It is read from the pod: nothing runs in the worker. */
public final class EnvVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("NAME[/SLOT]", "The worker; without a slot that of slot 0")
                .flag("Show what is in Secrets, too", "--show-secrets")
                .value("<format>", "table, json or yaml", "-o", "--output")
                .footer(
                        "SET BY is the field of the app, or the operator. Variables of the image, of Services and those that"
                                + " the program sets itself are not listed.",
                        "Values of ConfigMaps and Secrets are as they are now; a container keeps what they were when it"
                                + " began.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String format = arguments.choice("-o", Set.of("table", "json", "yaml"), "table");
        if (arguments.words().size() != 1) {
            throw Failure.usage("env is of one worker: write NAME, or NAME/SLOT");
        }
        String namespace = session.cluster().namespace();
        Target target = Target.parse(arguments.words().getFirst(), namespace);
        Worker worker;
        Environment environment;
        try (Api api = session.cluster().open()) {
            worker = WorkerChoice.any(api::get, namespace, target);
            environment = Environment.of(
                    worker,
                    new Sources(api, namespace, arguments.has("--show-secrets")),
                    new SetBy(spec(api, namespace, worker)));
        }
        if (format.equals("table")) {
            print(environment.variables(), session.console());
        } else {
            Result.print(json(worker, environment), format, session.console());
        }
        environment.changedSince().forEach(object -> session.console()
                .hint(object + " was changed after " + worker.name()
                        + " began, which may have other values of it: kubectl workerapp reload " + worker.app()));
        return Exit.DONE;
    }

    /** The spec that the worker was made of; or, where revisions can't be read, that of the app. */
    private static Json spec(Api api, String namespace, Worker worker) {
        try {
            return new Revision(api.get(Paths.revision(namespace, worker.revision()))).spec();
        } catch (ApiFailure e) {
            if (!e.notFound() && !e.forbidden()) {
                throw e;
            }
            return api.get(Paths.app(namespace, worker.app())).at("spec");
        }
    }

    private static void print(List<Variable> variables, Console console) {
        Table table = new Table(List.of("NAME", "VALUE", "FROM", "SET BY"));
        for (Variable variable : variables) {
            table.row(List.of(
                    Cell.of(variable.name()),
                    Cell.of(variable.value(), variable.isSecret() ? Colour.YELLOW : Colour.NONE),
                    Cell.of(variable.from().words()),
                    Cell.of(variable.setBy())));
        }
        table.take(console.colours(), true).forEach(console::print);
    }

    private static Json.Obj json(Worker worker, Environment environment) {
        return Result.of(
                "Environment",
                "app",
                worker.app(),
                "slot",
                worker.slot(),
                "worker",
                worker.name(),
                "variables",
                environment.variables().stream().map(Variable::json).toList());
    }
}
