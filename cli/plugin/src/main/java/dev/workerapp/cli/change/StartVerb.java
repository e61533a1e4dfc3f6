package dev.workerapp.cli.change;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Apps;
import dev.workerapp.cli.app.StoppedSlots;
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
import java.io.InputStream;
import java.util.List;

/** {@code start}: apps, or slots, that were stopped; or what a file describes. */
public final class StartVerb implements Verb {

    private final InputStream input;

    /**
     * With standard input.
     *
     * @param input is read for {@code -f -}
     */
    public StartVerb(InputStream input) {
        this.input = input;
    }

    @Override
    public void declare(Options options) {
        options.targets("NAME[/SLOT]...")
                .value(
                        "<file>",
                        "Apply the WorkerApps, and other objects, of this file, and start them; - is standard input",
                        "-f",
                        "--filename")
                .flag("With -f: take over fields that somebody else has set to other values", "--force-conflicts");
        Writes.declare(options);
        options.footer(
                "-f applies on the server (server-side apply), as field manager workerapp-cli.",
                "PM2's file: kubectl workerapp import ecosystem.config.js > app.yaml");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String namespace = session.cluster().namespace();
        if (arguments.value("-f").isPresent()) {
            if (!arguments.words().isEmpty()
                    || arguments.has("--all")
                    || arguments.value("-l").isPresent()) {
                throw Failure.usage("start -f starts what the file describes: name no apps");
            }
            List<Document> documents = Document.read(arguments.value("-f").get(), input);
            try (Api api = session.cluster().open()) {
                return new Apply(Writes.of(arguments, api, session), namespace, arguments.has("--force-conflicts"))
                        .all(documents);
            }
        }
        arguments.words().forEach(StartVerb::refuseFiles);
        Targets targets = arguments.targets(namespace);
        try (Api api = session.cluster().open()) {
            Writes writes = Writes.of(arguments, api, session);
            for (App app : Apps.find(api, namespace, targets)) {
                List<Integer> slots = targets.slots(app.name());
                if (slots.isEmpty()) {
                    resume(writes, app);
                } else {
                    SlotStops.start(writes, app, slots);
                }
            }
            return Exit.DONE;
        }
    }

    /** PM2's {@code start} takes files, too. */
    private static void refuseFiles(String word) {
        if (word.matches(".*\\.(ya?ml|json5?)")) {
            throw Failure.usage("\"" + word + "\" is no app. To apply a file: start -f " + word
                    + ". A file of PM2: kubectl workerapp import " + word);
        }
        if (word.matches(".*\\.[cm]?js")) {
            throw Failure.usage("\"" + word + "\" is no app. A file of PM2: kubectl workerapp import " + word);
        }
    }

    private static void resume(Writes writes, App app) {
        boolean isSo = !app.json().at("spec", "suspend").isTrue();
        writes.merge(app, Json.object("spec", Json.object("suspend", false)), isSo ? "started already" : "started");
        if (!app.annotation(StoppedSlots.ANNOTATION).isEmpty()) {
            writes.session()
                    .console()
                    .hint("The annotation " + StoppedSlots.ANNOTATION + " of " + app.name() + " keeps slots "
                            + app.annotation(StoppedSlots.ANNOTATION)
                            + " without a worker: kubectl workerapp start " + app.name() + "/SLOT");
        }
    }
}
