package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Escapes;

/**
 * That a request to undo was answered; or that the workers are back, too.
 *
 * @param token the request's
 * @param isBack whether the workers must be back
 */
public record Undone(String token, boolean isBack) implements Goal {

    /** The annotation of an app by which an undo is requested. */
    public static final String REQUESTED_AT = Requests.UNDO;

    @Override
    public Verdict judge(Snapshot snapshot) {
        return snapshot.app()
                .map(this::judge)
                .orElse(new Verdict.Failed(Exit.ERROR, "error: the app was deleted meanwhile"));
    }

    private Verdict judge(App app) {
        Json undo = app.json().at("status", "undo");
        if (!undo.at("requestedAt").text().equals(token)) {
            return app.annotation(REQUESTED_AT).equals(token)
                    ? Verdict.Pending.PENDING
                    : superseded("another request to undo has come before this one was answered");
        }
        String message = Escapes.none(undo.at("message").text());
        String instead = undo.at("instead").text();
        if (instead.isEmpty()) {
            return message.isEmpty()
                    ? superseded(app.name() + " asks for another version since")
                    : new Verdict.Failed(Exit.NOT_REACHED, "error: " + message);
        }
        String to = Snapshot.title(app, instead);
        if (!isBack) {
            return reached(
                    app,
                    message.isEmpty() ? "goes back to " + to + " (" + instead + ")" : "is not changed: " + message);
        }
        if (!app.revision().equals(instead)) {
            return superseded(app.name() + " now asks for " + Snapshot.title(app, app.revision()));
        }
        return switch (Snapshot.reload(app).at("phase").text()) {
            case "RolledBack" -> reached(app, "is back at " + to + " (" + instead + ")");
            case "Halted" ->
                new Verdict.Failed(
                        Exit.NOT_REACHED,
                        "error: the way back to " + to + " has halted: "
                                + Escapes.none(Snapshot.condition(app, "Stalled")
                                        .at("message")
                                        .text()),
                        instead,
                        "kubectl workerapp why " + app.name());
            default -> Verdict.Pending.PENDING;
        };
    }

    private static Verdict reached(App app, String what) {
        return new Verdict.Reached("workerapp.workerapp.dev/" + app.name() + " " + what);
    }

    private static Verdict superseded(String why) {
        return new Verdict.Failed(Exit.SUPERSEDED, "superseded: " + why);
    }
}
