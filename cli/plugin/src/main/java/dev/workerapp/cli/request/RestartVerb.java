package dev.workerapp.cli.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.follow.Following;
import dev.workerapp.cli.follow.Goal;
import dev.workerapp.cli.follow.Reloaded;
import dev.workerapp.cli.follow.Reloaded.Asked;
import dev.workerapp.cli.kubectl.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code restart}: all workers of an app are stopped at once, and then started. The only verb that asks. */
public final class RestartVerb implements Verb {

    private static final String REQUESTED_AT = "workerapp.dev/restart-requested-at";

    @Override
    public void declare(Options options) {
        options.targets("NAME...")
                .flag("Do not ask", "-y", "--yes")
                .flag("Wait until all workers serve again, or do not get there", "--wait");
        Timeout.declare(options);
        Writes.declare(options);
        options.footer("The app does not serve meanwhile. reload replaces the workers without that.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String namespace = session.cluster().namespace();
        try (Api api = session.cluster().open()) {
            Following following = Following.within(Timeout.of(arguments), api, session);
            Writes writes = Writes.of(arguments, api, session);
            List<App> apps =
                    Apps.find(api, namespace, arguments.targets(namespace).wholeApps("restart"));
            if (!arguments.has("--yes") && !writes.dryRun() && !apps.stream().allMatch(app -> isMeant(app, session))) {
                throw Failure.error("nothing was restarted");
            }
            Map<App, List<Goal>> goals = new LinkedHashMap<>();
            for (App app : apps) {
                String token = session.clock().instant().toString();
                Request.ask(writes, app, "restart requested", REQUESTED_AT, token);
                if (app.json().at("spec", "suspend").isTrue()) {
                    session.console().hint(app.name() + " is suspended: its workers start when it is started.");
                } else {
                    goals.put(app, List.of(new Reloaded(api, new Asked.ByToken(REQUESTED_AT, token), "restarted")));
                }
            }
            return arguments.has("--wait") && !writes.dryRun() ? following.all(goals, "restarted") : Exit.DONE;
        }
    }

    /** Whether a person says so. Where nobody can be asked, the command line has to say it. */
    private static boolean isMeant(App app, Session session) {
        String what =
                "restart stops all " + app.json().at("status", "instances").integer(0) + " workers of " + app.name()
                        + " at once. reload does not.";
        if (!session.console().surroundings().inputTty()
                || !session.console().surroundings().errorTty()) {
            throw Failure.usage(what + " Nobody can be asked here: say --yes if it is meant.");
        }
        session.console().err().print(what + " Go on? [y/N] ");
        session.console().err().flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
            return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
