package dev.workerapp.cli.change;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;

/** {@code pause}: no further worker is replaced; and {@code resume}, which ends that. */
public final class PauseVerb implements Verb {

    private final boolean pauses;

    /** One of the two. */
    public PauseVerb(boolean pauses) {
        this.pauses = pauses;
    }

    @Override
    public void declare(Options options) {
        options.targets("NAME...");
        Writes.declare(options);
        options.footer(
                pauses
                        ? "Replacements under way finish. reload.partition keeps single slots back instead."
                        : "Slots below reload.partition stay on their revision.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String namespace = session.cluster().namespace();
        try (Api api = session.cluster().open()) {
            Writes writes = Writes.of(arguments, api, session);
            for (App app :
                    Apps.find(api, namespace, arguments.targets(namespace).wholeApps(pauses ? "pause" : "resume"))) {
                boolean isSo = app.json().at("spec", "reload", "paused").isTrue() == pauses;
                writes.merge(
                        app,
                        Json.object("spec", Json.object("reload", Json.object("paused", pauses))),
                        (pauses ? "paused" : "resumed") + (isSo ? " already" : ""));
                if (!pauses) {
                    sayWhatStays(app, session);
                }
            }
            return Exit.DONE;
        }
    }

    private static void sayWhatStays(App app, Session session) {
        long partition = app.json().at("spec", "reload", "partition").integer(0);
        if (partition > 0) {
            session.console()
                    .hint((partition == 1 ? "Slot 0 of " : "Slots 0-" + (partition - 1) + " of ") + app.name()
                            + (partition == 1 ? " stays on its revision" : " stay on their revision")
                            + ": reload.partition is " + partition + ".");
        }
    }
}
