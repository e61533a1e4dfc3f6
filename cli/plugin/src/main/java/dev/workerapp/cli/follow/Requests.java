package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.json.Json;

/** What is asked of an app by annotations, and whether its status speaks of that already. */
final class Requests {

    static final String RELOAD = "workerapp.dev/reload-requested-at";
    static final String RESTART = "workerapp.dev/restart-requested-at";
    static final String UNDO = "workerapp.dev/undo-requested-at";

    /** The annotation of a revision that a request to undo is answered by. */
    private static final String ANSWERED = "workerapp.dev/undo-answered";

    /** So much of the token of a request to undo counts. */
    private static final int LONGEST_UNDO = 253;

    private final KnownRevisions revisions;

    Requests(KnownRevisions revisions) {
        this.revisions = revisions;
    }

    /** Whether the operator has seen the spec and every request. */
    boolean areTakenUp(App app) {
        return Snapshot.isObserved(app, app.json().at("metadata", "generation").integer(0))
                && isTakenUp(app, RELOAD, "reloadToken")
                && isTakenUp(app, RESTART, "restartToken")
                && isUndoAnswered(app);
    }

    /**
     * The status has the answer for as long as the app asks for the revision that it is about. After that the answer is on that
     * revision alone, and the request stays on the app.
     */
    private boolean isUndoAnswered(App app) {
        String annotation = app.annotation(UNDO);
        String token = annotation.substring(0, Math.min(annotation.length(), LONGEST_UNDO));
        Json undo = app.json().at("status", "undo");
        return token.isEmpty()
                || undo.at("requestedAt").text().equals(token)
                || (!undo.present()
                        && revisions
                                .annotated(app, ANSWERED, token)
                                .filter(revision -> !revision.equals(app.revision()))
                                .isPresent());
    }

    private boolean isTakenUp(App app, String annotation, String field) {
        String token = app.annotation(annotation);
        return token.isEmpty()
                || revisions
                        .find(app, data -> data.at(field).text().equals(token))
                        .isPresent();
    }
}
