package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;

/**
 * That an app does not exist any more.
 *
 * @param app the app as it was
 * @param withWorkers whether its workers must be gone, too
 */
public record Gone(App app, boolean withWorkers) implements Goal {

    @Override
    public Verdict judge(Snapshot snapshot) {
        String line = "workerapp.workerapp.dev/" + app.name() + " is gone";
        if (snapshot.app().isPresent()) {
            // Another app may have its name by now, and workers of its own.
            boolean isAnother = !uid(snapshot.app().get()).equals(uid(app));
            return isAnother ? new Verdict.Reached(line) : Verdict.Pending.PENDING;
        }
        if (!withWorkers) {
            return new Verdict.Reached(line);
        }
        return snapshot.workers().isEmpty()
                ? new Verdict.Reached(line + ": no worker is left")
                : Verdict.Pending.PENDING;
    }

    private static String uid(App app) {
        return app.json().at("metadata", "uid").text();
    }
}
