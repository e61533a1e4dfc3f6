package dev.workerapp.cli.command;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Owner;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import java.util.Set;

/**
 * Changes of apps, and what is said of them.
 *
 * @param api the API server
 * @param session where it is said
 * @param dryRun whether the API server only checks what it would do
 */
public record Writes(Api api, Session session, boolean dryRun) {

    /**
     * Who the API server notes as the writer. Not kubectl-…: what such a manager wrote is removed by Flux, also where the
     * manifest does not speak of it.
     */
    private static final String MANAGER = "workerapp-cli";

    /** Declares {@code --dry-run}. */
    public static void declare(Options options) {
        options.value("server", "Let the API server check the change and not make it", "--dry-run");
    }

    /** With the option of the command line. */
    public static Writes of(Arguments arguments, Api api, Session session) {
        return new Writes(
                api,
                session,
                !arguments.choice("--dry-run", Set.of("none", "server"), "none").equals("none"));
    }

    /** Changes fields of an app and says what was done to it, as in {@code workerapp.workerapp.dev/shop stopped}. */
    public Json merge(App app, Json patch, String done) {
        Json changed = api.merge(path(Paths.app(app.namespace(), app.name())), patch);
        said(app, done);
        return changed;
    }

    /** A path of a write, with who writes, and whether it is meant. */
    public String path(String path) {
        return path + (path.contains("?") ? "&" : "?") + "fieldManager=" + MANAGER + (dryRun ? "&dryRun=All" : "");
    }

    /** Says what was done to an app; and who else keeps its spec. */
    public void said(App app, String done) {
        session.console()
                .print("workerapp.workerapp.dev/" + app.name() + " " + done + (dryRun ? " (server dry run)" : ""));
        Owner.hint(app.json()).ifPresent(session.console()::hint);
    }
}
