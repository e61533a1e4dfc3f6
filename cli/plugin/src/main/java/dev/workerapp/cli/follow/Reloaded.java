package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Escapes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a reload, or a restart, which was asked for is complete. Annotations do not raise an app's generation, so that it is
 * Ready for a moment after the request: the status is of the request only when it names the request's token.
 */
public final class Reloaded implements Goal {

    private final KnownRevisions revisions;
    private final Asked asked;
    private final String done;
    private @Nullable String revision;

    /** What was asked for. */
    public sealed interface Asked {

        /** A token in an annotation of the app. */
        record ByToken(String annotation, String token) implements Asked {}

        /** A change of the spec, which has this generation. */
        record BySpec(long generation) implements Asked {}
    }

    /**
     * For a request.
     *
     * @param done the word for it when it is complete: {@code reloaded} or {@code restarted}
     */
    public Reloaded(Api api, Asked asked, String done) {
        this.revisions = new KnownRevisions(api);
        this.asked = asked;
        this.done = done;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return snapshot.app()
                .map(app -> judge(app, snapshot.workers()))
                .orElse(new Verdict.Failed(Exit.ERROR, "error: the app was deleted meanwhile"));
    }

    private Verdict judge(App app, List<Worker> workers) {
        if (revision == null) {
            revision = takenUp(app);
        }
        if (revision == null) {
            return asked instanceof Asked.ByToken(String annotation, String token)
                            && !app.annotation(annotation).equals(token)
                    ? new Verdict.Failed(
                            Exit.SUPERSEDED,
                            "superseded: another request for " + app.name() + " has come before this one was taken up")
                    : Verdict.Pending.PENDING;
        }
        if (!revision.equals(app.revision())) {
            return gone(app, revision);
        }
        return Outcome.of(app).orElseGet(() -> stand(app, workers));
    }

    private Verdict stand(App app, List<Worker> workers) {
        if (Snapshot.isReloaded(app)) {
            return new Verdict.Reached(report(app, Snapshot.reload(app), workers));
        }
        // Back to a version that all workers run takes no reload: the status goes on to speak of the one before.
        return asked instanceof Asked.BySpec && Snapshot.holds(app, "Ready")
                ? new Verdict.Reached("workerapp.workerapp.dev/" + app.name() + " runs "
                        + Snapshot.title(app, app.revision()) + " already: no worker had to be replaced")
                : Verdict.Pending.PENDING;
    }

    /** The revision that the request has led to; null if the operator's status does not know it yet. */
    private @Nullable String takenUp(App app) {
        if (asked instanceof Asked.BySpec(long generation)) {
            return Snapshot.isObserved(app, generation) ? askedRevision(app) : null;
        }
        Json reload = Snapshot.reload(app);
        return asked instanceof Asked.ByToken byToken
                ? reload.at("requestedAt").text().equals(byToken.token())
                        ? reload.at("revision").text()
                        : stored(app, byToken.token())
                : null;
    }

    /** One that has ended before it was seen, as by a rollback, is remembered by its revision. */
    private @Nullable String stored(App app, String token) {
        return revisions
                .find(app, data -> data.at("requestedAt").text().equals(token))
                .orElse(null);
    }

    /** Where the app was taken back, the status says which revision it was taken back from: the last that was started. */
    private static String askedRevision(App app) {
        return app.state().equals("RolledBack") ? Outcome.failed(app).orElse(app.revision()) : app.revision();
    }

    /** The slots are brought to another revision. */
    private static Verdict gone(App app, String revision) {
        String was = Snapshot.title(app, revision);
        String is = Snapshot.title(app, app.revision());
        return switch (app.history(revision).at("result").text()) {
            case "RolledBack" -> Outcome.rolledBack(app, revision);
            case "Undone" ->
                new Verdict.Failed(
                        Exit.SUPERSEDED,
                        "superseded: " + was + " of " + app.name() + " was undone; it goes back to " + is);
            default -> new Verdict.Failed(Exit.SUPERSEDED, "superseded: " + app.name() + " now asks for " + is);
        };
    }

    /** What became of the workers. That nothing was lost is said only where all of them were seen to end. */
    private String report(App app, Json reload, List<Worker> workers) {
        long replaced = reload.at("replaced").integer(0);
        long stopped = reload.at("stopped").integer(0);
        long killed = reload.at("killed").integer(0);
        long left = workers.stream()
                .filter(worker -> !worker.revision().equals(app.revision()) && !isOfReloadBefore(worker, reload))
                .count();
        StringBuilder line = new StringBuilder("workerapp.workerapp.dev/" + app.name() + " " + done);
        line.append(" in ")
                .append(duration(reload))
                .append(": ")
                .append(replaced)
                .append(" replaced");
        boolean knows = reload.at("drained").present();
        if (knows) {
            line.append(", ").append(reload.at("drained").text()).append(" drained");
        } else if (stopped > 0) {
            line.append(", ").append(stopped).append(" stopped");
        }
        if (stopped > 0) {
            line.append(", ").append(killed).append(" killed");
        }
        reload.at("unfinishedRequests")
                .someText()
                .ifPresent(unfinished -> line.append(", ").append(unfinished).append(" requests unfinished"));
        if (left > 0) {
            line.append("; ").append(left).append(left == 1 ? " still drains" : " still drain");
        } else if (knows
                && stopped >= replaced
                && reload.at("drained").integer(0) >= stopped
                && killed == 0
                && reload.at("unfinishedRequests").integer(0) == 0) {
            line.append("; nothing lost");
        }
        return Escapes.none(line.toString());
    }

    /** Whether a worker was asked to end before this reload, which so does not count it. */
    private static boolean isOfReloadBefore(Worker worker, Json reload) {
        try {
            // A worker's time is in whole seconds.
            Instant began = Instant.parse(reload.at("startedAt").text()).truncatedTo(ChronoUnit.SECONDS);
            return worker.askedToEnd().filter(asked -> asked.isBefore(began)).isPresent();
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static String duration(Json reload) {
        try {
            return Age.of(Duration.between(
                    Instant.parse(reload.at("startedAt").text()),
                    Instant.parse(reload.at("finishedAt").text())));
        } catch (DateTimeException _) {
            return "an unknown time";
        }
    }
}
