package dev.workerapp.cli.change;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.follow.Following;
import dev.workerapp.cli.follow.Goal;
import dev.workerapp.cli.follow.Stopped;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code stop}: all workers of an app, which keeps everything else; or those of single slots. */
public final class StopVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.targets("NAME[/SLOT]...").flag("Wait until no worker is left", "--wait");
        Timeout.declare(options);
        Writes.declare(options);
        options.footer(
                "The workers drain, and end. The app stays, and start brings them back.",
                "NAME/SLOT keeps one slot without a worker until start NAME/SLOT, whatever happens meanwhile.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String namespace = session.cluster().namespace();
        Targets targets = arguments.targets(namespace);
        try (Api api = session.cluster().open()) {
            Following following = Following.within(Timeout.of(arguments), api, session);
            Writes writes = Writes.of(arguments, api, session);
            Map<App, List<Goal>> goals = new LinkedHashMap<>();
            for (App app : Apps.find(api, namespace, targets)) {
                List<Integer> slots = targets.slots(app.name());
                if (slots.isEmpty()) {
                    suspend(writes, app);
                } else {
                    SlotStops.stop(writes, app, slots);
                }
                goals.put(app, List.of(new Stopped(slots)));
            }
            return arguments.has("--wait") && !writes.dryRun() ? following.all(goals, "stopped") : Exit.DONE;
        }
    }

    private static void suspend(Writes writes, App app) {
        boolean isSo = app.json().at("spec", "suspend").isTrue();
        writes.merge(app, Json.object("spec", Json.object("suspend", true)), isSo ? "stopped already" : "stopped");
    }
}
