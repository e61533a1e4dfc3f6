package dev.workerapp.cli.request;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.follow.Following;
import dev.workerapp.cli.follow.Undone;
import dev.workerapp.cli.history.Revision;
import dev.workerapp.cli.history.Revisions;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Targets;
import java.util.Optional;

/**
 * {@code undo}: back to the version before, or to another one. The operator does it, by request: the spec is not written,
 * so nobody who keeps that takes it back.
 */
public final class UndoVerb implements Verb {

    private static final String UNDO_TO = "workerapp.dev/undo-to";

    @Override
    public void declare(Options options) {
        options.arguments("NAME", "The app")
                .value(
                        "<number>",
                        "Go back to this revision, by its number or name, and not to the stable one before",
                        "--to-revision")
                .flag("Wait until the workers are back, and not only until the operator has answered", "--wait");
        Timeout.declare(options);
        Writes.declare(options);
        options.footer(
                "kubectl workerapp history NAME has the revisions, and with --diff what differs.",
                "The spec stays as it is: STATUS is RolledBack until it is changed, and reload tries its version again.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String namespace = session.cluster().namespace();
        String name = Targets.oneApp(arguments.words(), "undo", namespace);
        try (Api api = session.cluster().open()) {
            App app = new App(api.get(Paths.app(namespace, name)));
            Optional<Revision> to = arguments.value("--to-revision").map(number -> Revisions.of(
                            name, api.get(Paths.revisions(namespace, name)))
                    .find(number));
            if (to.isPresent() && to.get().name().equals(app.revision())) {
                session.console()
                        .print("revision " + to.get().number() + " (" + app.revision() + ") is what " + name
                                + " runs already");
                return Exit.DONE;
            }
            Writes writes = Writes.of(arguments, api, session);
            String token = session.clock().instant().toString();
            Request.ask(
                    writes,
                    app,
                    "undo requested",
                    Undone.REQUESTED_AT,
                    token,
                    UNDO_TO,
                    to.<Json>map(revision -> Json.of(revision.name())).orElse(Json.Nothing.NOTHING));
            if (writes.dryRun()) {
                return Exit.DONE;
            }
            Exit exit = Following.within(Timeout.of(arguments), api, session)
                    .until(namespace, name, "back", new Undone(token, arguments.has("--wait")));
            if (exit == Exit.DONE) {
                session.console()
                        .hint("The spec of " + name + " still asks for the other version. To try that again:"
                                + " kubectl workerapp reload " + name);
            }
            return exit;
        }
    }
}
