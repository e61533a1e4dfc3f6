package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * An app and its workers at one moment.
 *
 * @param app the app; empty if it does not exist
 * @param workers its pods
 */
public record Snapshot(Optional<App> app, List<Worker> workers) {

    public Snapshot {
        workers = List.copyOf(workers);
    }

    /** The reload that the status of an app speaks of. */
    static Json reload(App app) {
        return app.json().at("status", "reload");
    }

    /** Whether the reload that the status speaks of has brought all slots to the revision that is asked for. */
    static boolean isReloaded(App app) {
        return reload(app).at("phase").text().equals("Complete")
                && reload(app).at("revision").text().equals(app.revision());
    }

    /** What becomes of a slot in a reload, in a word: the first workers of an app take no one's place. */
    static String done(Json reload) {
        return reload.at("trigger").text().equals("Install") ? "started" : "replaced";
    }

    /** A condition of an app; nothing if there is none of that type. */
    static Json condition(App app, String type) {
        for (Json condition : app.json().at("status", "conditions").items()) {
            if (condition.at("type").text().equals(type)) {
                return condition;
            }
        }
        return Json.Nothing.NOTHING;
    }

    /** Whether a condition is true, and speaks of the spec that is there. */
    public static boolean holds(App app, String type) {
        return isObserved(app, app.json().at("metadata", "generation").integer(0))
                && condition(app, type).at("status").text().equals("True");
    }

    /** Whether the operator has seen the spec of this generation. */
    static boolean isObserved(App app, long generation) {
        return app.json().at("status", "observedGeneration").integer(-1) >= generation;
    }

    /** A revision by its number, where it is known: {@code revision 7}. */
    static String title(App app, String revision) {
        return "revision " + app.number(revision);
    }
}
