package dev.workerapp.cli.request;

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
import dev.workerapp.cli.follow.Snapshot;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code reload}: all workers of an app, replacement first; or those of single slots. */
public final class ReloadVerb implements Verb {

    /** The annotation of an app by which a reload is requested. */
    private static final String REQUESTED_AT = "workerapp.dev/reload-requested-at";

    @Override
    public void declare(Options options) {
        options.targets("NAME[/SLOT]...")
                .flag("Wait until the reload is complete, or does not get there", "--wait")
                .value("<image>", "Reload to this image: it is written to spec.image", "--image")
                .value(
                        "<number>",
                        "Replace so many workers at once, a number or a percentage: it is written to spec.reload.parallel and stays",
                        "--parallel");
        Timeout.declare(options);
        Writes.declare(options);
        options.footer(
                "Exit code with --wait: 0 when it is complete, 3 when it does not get there, 4 when a newer change comes"
                        + " first, 124 when the time is over.",
                "NAME/SLOT replaces the worker of one slot. It waits for a good moment, as when no reload is under way.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String namespace = session.cluster().namespace();
        Targets targets = arguments.targets(namespace);
        Optional<String> image = arguments.value("--image");
        Optional<Object> parallel = arguments.value("--parallel").map(ReloadVerb::parallel);
        if (image.isPresent() || parallel.isPresent()) {
            targets.wholeApps("reload with --image or --parallel");
        }
        try (Api api = session.cluster().open()) {
            Following following = Following.within(Timeout.of(arguments), api, session);
            Writes writes = Writes.of(arguments, api, session);
            Map<App, List<Goal>> goals = new LinkedHashMap<>();
            for (App app : Apps.find(api, namespace, targets)) {
                List<Integer> slots = targets.slots(app.name());
                goals.put(
                        app,
                        slots.isEmpty()
                                ? whole(writes, app, image, parallel).stream().toList()
                                : SlotRequest.ask(writes, app, slots));
            }
            return arguments.has("--wait") && !writes.dryRun() ? following.all(goals, "reloaded") : Exit.DONE;
        }
    }

    private static Object parallel(String text) {
        if (text.matches("([1-9]\\d?|100)%")) {
            return text;
        }
        if (text.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(text);
        }
        throw Failure.usage("--parallel is a number of workers, as 2, or a percentage, as 50%, not \"" + text + "\"");
    }

    /** Asks for a reload of the app. Nothing is waited for where its workers do not run, or all is as asked already. */
    private static Optional<Goal> whole(Writes writes, App app, Optional<String> image, Optional<Object> parallel) {
        Json spec = app.json().at("spec");
        boolean isSuspended = spec.at("suspend").isTrue();
        boolean isSame = image.filter(spec.at("image").text()::equals).isPresent();
        Json.Obj reload = parallel.map(number -> Json.object("reload", Json.object("parallel", number)))
                .orElse(Json.object());
        Asked asked;
        if (image.isPresent()) {
            Map<String, Json> fields = new LinkedHashMap<>(reload.fields());
            fields.put("image", Json.of(image.get()));
            Json changed = writes.merge(
                    app,
                    Json.object("spec", new Json.Obj(fields)),
                    isSame ? "has image " + image.get() + " already" : "reload to image " + image.get() + " requested");
            if (isSame) {
                writes.session()
                        .console()
                        .hint("The same image starts no reload. To request one: kubectl workerapp reload "
                                + app.name());
            }
            asked = new Asked.BySpec(changed.at("metadata", "generation").integer(0));
        } else {
            if (parallel.isPresent()) {
                writes.merge(app, Json.object("spec", reload), "reload.parallel set to " + parallel.get());
            }
            String token = writes.session().clock().instant().toString();
            Request.ask(writes, app, "reload requested", REQUESTED_AT, token);
            asked = new Asked.ByToken(REQUESTED_AT, token);
        }
        if (isSuspended) {
            writes.session().console().hint(app.name() + " is suspended: the new revision starts when it is started.");
            return Optional.empty();
        }
        // The status speaks of a reload that was over before.
        if (isSame && Snapshot.holds(app, "Ready")) {
            return Optional.empty();
        }
        return Optional.of(new Reloaded(writes.api(), asked, "reloaded"));
    }
}
