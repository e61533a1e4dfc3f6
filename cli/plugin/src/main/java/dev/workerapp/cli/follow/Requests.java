package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;

/** What is asked of an app by annotations, and whether its status speaks of that already. */
final class Requests {

    static final String RELOAD = "workerapp.dev/reload-requested-at";
    static final String RESTART = "workerapp.dev/restart-requested-at";
    static final String UNDO = "workerapp.dev/undo-requested-at";

    /** So much of the token of a request to undo counts. */
    private static final int LONGEST_UNDO = 253;

    private final KnownRevisions revisions;

    Requests(KnownRevisions revisions) {
        this.revisions = revisions;
    }

    /** Whether the operator has seen the spec and every request. */
    boolean areTakenUp(App app) {
        String undo = app.annotation(UNDO);
        return Snapshot.isObserved(app, app.json().at("metadata", "generation").integer(0))
                && isTakenUp(app, RELOAD, "reloadToken")
                && isTakenUp(app, RESTART, "restartToken")
                && undo.substring(0, Math.min(undo.length(), LONGEST_UNDO))
                        .equals(
                                undo.isEmpty()
                                        ? ""
                                        : app.json()
                                                .at("status", "undo", "requestedAt")
                                                .text());
    }

    private boolean isTakenUp(App app, String annotation, String field) {
        String token = app.annotation(annotation);
        return token.isEmpty()
                || revisions
                        .find(app, data -> data.at(field).text().equals(token))
                        .isPresent();
    }
}
