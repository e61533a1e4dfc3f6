package dev.workerapp.cli.change;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Targets;
import java.util.List;
import java.util.Optional;

/** {@code scale}: how many workers an app is to have. */
public final class ScaleVerb implements Verb {

    /** As the CRD has it. */
    private static final int MOST = 1000;

    @Override
    public void declare(Options options) {
        options.targets("NAME... NUMBER")
                .negativeNumbers()
                .flag("Scale it although a HorizontalPodAutoscaler does", "-y", "--yes");
        Writes.declare(options);
        options.footer("NUMBER is 6, or +2 for two more, or -2 for two less. The highest slots are stopped first.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        List<String> words = arguments.words();
        for (String word : words) {
            if (word.startsWith("-") && !word.matches("-\\d+")) {
                throw Failure.usage("unknown flag: " + word);
            }
        }
        String number = words.isEmpty() ? "" : words.getLast();
        if (!number.matches("[-+]?\\d{1,4}")) {
            throw Failure.usage("say at last how many workers it is to have, as in: scale shop 6, or scale shop +2");
        }
        String namespace = session.cluster().namespace();
        Targets targets = Targets.of(
                        words.subList(0, words.size() - 1), arguments.value("-l"), arguments.has("--all"), namespace)
                .wholeApps("scale");
        try (Api api = session.cluster().open()) {
            Writes writes = Writes.of(arguments, api, session);
            List<App> apps = Apps.find(api, namespace, targets);
            Autoscalers autoscalers = Autoscalers.of(api, namespace, session.console());
            for (App app : apps) {
                Optional<String> scaler = autoscalers.of(app);
                refuse(app, scaler, arguments.has("--yes"));
                scale(writes, app, number);
                scaler.ifPresent(who -> session.console().hint(who + ", and may take this back."));
            }
            return Exit.DONE;
        }
    }

    private static void refuse(App app, Optional<String> scaler, boolean isMeant) {
        if (app.json().at("spec", "autoInstances").present()) {
            throw Failure.error(app.name() + " has as many workers as the nodes have room for (spec.autoInstances):"
                    + " change its min and max; instances has no effect");
        }
        if (scaler.isPresent() && !isMeant) {
            throw Failure.error(scaler.get() + ", and would take this back. Change its minReplicas and maxReplicas, or"
                    + " say --yes");
        }
    }

    private static void scale(Writes writes, App app, String number) {
        long before = app.json().at("spec", "instances").integer(1);
        boolean isRelative = number.startsWith("+") || number.startsWith("-");
        long after = Integer.parseInt(number) + (isRelative ? before : 0);
        if (after < 0 || after > MOST) {
            throw Failure.error(
                    app.name() + " has " + before + " workers: " + after + " are not possible, only 0 to " + MOST);
        }
        if (after != before) {
            writes.api()
                    .merge(
                            writes.path(Paths.app(app.namespace(), app.name()) + "/scale"),
                            Json.object("spec", Json.object("replicas", after)));
        }
        writes.said(
                app, after == before ? "has " + after + " workers already" : "scaled from " + before + " to " + after);
        if (app.json().at("spec", "suspend").isTrue()) {
            writes.session().console().hint(app.name() + " is suspended: its workers start when it is started.");
        }
    }
}
