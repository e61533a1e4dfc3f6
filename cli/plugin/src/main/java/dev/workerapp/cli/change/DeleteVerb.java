package dev.workerapp.cli.change;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.follow.Following;
import dev.workerapp.cli.follow.Goal;
import dev.workerapp.cli.follow.Gone;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code delete}: apps, with their workers. */
public final class DeleteVerb implements Verb {

    private static final String ORPHAN = "orphan";

    @Override
    public void declare(Options options) {
        options.targets("NAME...")
                .value(
                        "<how>",
                        "background (the default): the workers end after the app is deleted; foreground: before it;"
                                + " orphan: they go on running without it",
                        "--cascade")
                .flag("Wait until the app and its workers are gone", "--wait");
        Timeout.declare(options);
        Writes.declare(options);
        options.footer("The workers drain, and end. stop keeps the app.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String cascade = arguments.choice("--cascade", Set.of("background", "foreground", ORPHAN), "background");
        String namespace = session.cluster().namespace();
        try (Api api = session.cluster().open()) {
            Following following = Following.within(Timeout.of(arguments), api, session);
            Writes writes = Writes.of(arguments, api, session);
            Map<App, List<Goal>> goals = new LinkedHashMap<>();
            for (App app :
                    Apps.find(api, namespace, arguments.targets(namespace).wholeApps("delete"))) {
                api.delete(Paths.app(namespace, app.name()), how(cascade, app, writes.dryRun()));
                writes.said(app, "deleted");
                goals.put(app, List.of(new Gone(app, !cascade.equals(ORPHAN))));
            }
            return arguments.has("--wait") && !writes.dryRun() ? following.all(goals, "gone") : Exit.DONE;
        }
    }

    /** DeleteOptions. The app that was read is meant, and not one that has its name since. */
    private static Json how(String cascade, App app, boolean isDryRun) {
        String policy =
                switch (cascade) {
                    case ORPHAN -> "Orphan";
                    case "foreground" -> "Foreground";
                    default -> "Background";
                };
        return Json.object(
                "apiVersion",
                "v1",
                "kind",
                "DeleteOptions",
                "propagationPolicy",
                policy,
                "preconditions",
                Json.object("uid", app.json().at("metadata", "uid")),
                "dryRun",
                isDryRun ? List.of("All") : List.of());
    }
}
