package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;
import dev.workerapp.cli.target.Targets;
import java.util.List;
import java.util.Locale;

/** {@code wait}: until apps are so, or do not get there. */
public final class WaitVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.targets("NAME...")
                .value("<state>", "Ready (the default), Available, Reloaded, Suspended, Stalled or Deleted", "--for");
        Timeout.declare(options);
        options.footer(
                "Ends at once with exit code 3 when an app is rolled back, halted, errored, paused or suspended instead.",
                "A request for a reload, a restart or an undo that was made before counts: it must have been taken up.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String state = arguments.choice("--for", Awaited.NAMES, "Ready");
        String namespace = session.cluster().namespace();
        Targets targets = arguments.targets(namespace).wholeApps("wait");
        try (Api api = session.cluster().open()) {
            Following following = Following.within(Timeout.of(arguments), api, session);
            Exit exit = Exit.DONE;
            for (String name : names(api, namespace, targets)) {
                Exit one =
                        following.until(namespace, name, state.toLowerCase(Locale.ROOT), new Awaited(name, state, api));
                exit = exit == Exit.DONE ? one : exit;
            }
            return exit;
        }
    }

    /** One that is named need not be there: that is what may be waited for. */
    private static List<String> names(Api api, String namespace, Targets targets) {
        return targets.named().isEmpty()
                ? Apps.find(api, namespace, targets).stream().map(App::name).toList()
                : targets.named().stream().map(Target::app).toList();
    }
}
