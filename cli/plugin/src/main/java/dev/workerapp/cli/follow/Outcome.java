package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Escapes;
import java.util.Optional;
import java.util.Set;

/** The ways in which an app does not get where it is wanted until somebody acts. */
final class Outcome {

    private static final Set<String> GIVEN_UP = Set.of("RolledBack", "Undone");

    private Outcome() {}

    /** Why it does not go on; empty if it does. */
    static Optional<Verdict> of(App app) {
        Json reload = Snapshot.reload(app);
        boolean isOurs = reload.at("revision").text().equals(app.revision());
        String phase = isOurs ? reload.at("phase").text() : "";
        if (app.state().equals("RolledBack")) {
            return Optional.of(rolledBack(app, failed(app).orElse("")));
        }
        if (app.state().equals("Suspended")) {
            return failed(
                    app, " is suspended: its workers start when it is started. kubectl workerapp start " + app.name());
        }
        if (app.state().equals("Halted") || phase.equals("Halted")) {
            return stuck(app, " has halted: ");
        }
        if (app.state().equals("Errored")) {
            return stuck(app, " is errored: ");
        }
        return phase.equals("Paused") ? paused(app, reload) : Optional.empty();
    }

    /** A canary is done when the slots that it covers are. */
    private static Optional<Verdict> paused(App app, Json reload) {
        long partition = app.json().at("spec", "reload", "partition").integer(0);
        if (app.json().at("spec", "reload", "paused").isTrue()) {
            return failed(app, " is paused: no worker will be replaced. kubectl workerapp resume " + app.name());
        }
        return Optional.of(new Verdict.Reached("workerapp.workerapp.dev/" + app.name() + " "
                + reload.at("replaced").text() + " of " + reload.at("total").text() + " replaced; "
                + (partition == 1 ? "slot 0 stays" : "slots 0-" + (partition - 1) + " stay")
                + " on their revision: reload.partition is " + partition));
    }

    /** The revision that was given up last; empty if that was undone, and so has not failed. */
    static Optional<String> failed(App app) {
        return app.json().at("status", "history").items().stream()
                .filter(entry -> GIVEN_UP.contains(entry.at("result").text()))
                .findFirst()
                .filter(entry -> !entry.at("result").text().equals("Undone"))
                .map(entry -> entry.at("revision").text());
    }

    /** What is said of a revision that was given up, and how to find out more. */
    static Verdict rolledBack(App app, String revision) {
        String from = app.history(revision).at("number").text();
        String to = app.history(app.revision()).at("number").text();
        String next = from.isEmpty() || to.isEmpty()
                ? ""
                : "kubectl workerapp history " + app.name() + " --diff " + to + ":" + from;
        return new Verdict.Failed(
                Exit.NOT_REACHED,
                "error: " + app.name() + " was rolled back: " + stalled(app)
                        + "\n  " + app.json().at("status", "available").integer(0) + " of " + app.instances()
                        + " slots are available, on " + Snapshot.title(app, app.revision())
                        + ". To try the same again: kubectl workerapp reload " + app.name(),
                revision,
                next);
    }

    /** Its workers do not get ready. */
    private static Optional<Verdict> stuck(App app, String how) {
        return Optional.of(new Verdict.Failed(
                Exit.NOT_REACHED,
                "error: " + app.name() + how + stalled(app),
                app.revision(),
                "kubectl workerapp why " + app.name()));
    }

    private static Optional<Verdict> failed(App app, String why) {
        return Optional.of(new Verdict.Failed(Exit.NOT_REACHED, "error: " + app.name() + why));
    }

    private static String stalled(App app) {
        return Escapes.none(Snapshot.condition(app, "Stalled")
                .at("message")
                .someText()
                .orElse("the status does not say why; kubectl workerapp why " + app.name()));
    }
}
