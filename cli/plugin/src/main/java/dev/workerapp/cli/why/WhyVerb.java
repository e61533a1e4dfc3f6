package dev.workerapp.cli.why;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.operator.Operator;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Result;
import dev.workerapp.cli.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code why}: why an app is not as it is asked to be, and what to do. */
public final class WhyVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("NAME", "The app")
                .value("<format>", "text, json or yaml", "-o", "--output")
                .footer("Exit code: 0 if nothing is wrong, 3 if somebody has to act.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String format = arguments.choice("-o", Set.of("text", "json", "yaml"), "text");
        String namespace = session.cluster().namespace();
        String name = Targets.oneApp(arguments.words(), "why", namespace);
        App app;
        Diagnosis diagnosis;
        Optional<Evidence> evidence;
        try (Api api = session.cluster().open()) {
            app = new App(api.get(Paths.app(namespace, name)));
            Operator operator = Operator.look(api, session.clock().instant());
            diagnosis = operator.state() == Operator.State.SILENT
                    ? Diagnosis.withoutOperator(operator)
                    : Diagnosis.of(app, session.clock().instant());
            evidence = diagnosis.causes().stream()
                    .filter(Cause::isWrong)
                    .flatMap(cause -> cause.pod().stream())
                    .findFirst()
                    .flatMap(pod -> Evidence.of(api, namespace, pod));
        }
        if (format.equals("text")) {
            print(app, diagnosis, evidence, session.console());
        } else {
            List<Json.Obj> seen = evidence.stream().map(Evidence::json).toList();
            Result.print(
                    Result.of(
                            "Diagnosis",
                            "app",
                            name,
                            "state",
                            app.state(),
                            "wrong",
                            diagnosis.isWrong(),
                            "causes",
                            diagnosis.causes().stream().map(Cause::json).toList(),
                            "workers",
                            seen),
                    format,
                    session.console());
        }
        return diagnosis.isWrong() ? Exit.NOT_REACHED : Exit.DONE;
    }

    private static void print(App app, Diagnosis diagnosis, Optional<Evidence> evidence, Console console) {
        if (diagnosis.causes().isEmpty()) {
            console.print(app.name() + " is as asked");
            return;
        }
        console.print(app.name() + ": "
                + console.colours()
                        .paint(Colours.ofState(app.state()), app.state().isEmpty() ? "-" : app.state()));
        for (Cause cause : diagnosis.causes()) {
            console.print("  " + Escapes.none(cause.line()));
            if (!cause.advice().isEmpty() && cause.isWrong()) {
                console.print("    do: " + cause.advice());
            }
        }
        evidence.ifPresent(seen -> {
            console.print("  " + seen.pod() + ": " + Escapes.none(seen.container()));
            seen.event().ifPresent(event -> console.print("    " + event));
            if (!seen.lines().isEmpty()) {
                console.print("    last lines:");
                seen.lines().forEach(line -> console.print("      " + line));
            }
        });
    }
}
