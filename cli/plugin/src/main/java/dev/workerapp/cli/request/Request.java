package dev.workerapp.cli.request;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.json.Json;

/** Annotations that ask for something. They are no part of the spec: nobody who keeps that takes them back. */
public final class Request {

    private Request() {}

    /**
     * Sets annotations of an app and says so.
     *
     * @param annotations names and values in turn; null removes one
     * @param done what is said, as {@code reload requested}
     */
    public static void ask(Writes writes, App app, String done, Object... annotations) {
        writes.api()
                .merge(
                        writes.path(Paths.app(app.namespace(), app.name())),
                        Json.object("metadata", Json.object("annotations", Json.object(annotations))));
        said(writes, app, done);
    }

    /** Says what was done to an app. */
    public static void said(Writes writes, App app, String done) {
        writes.session()
                .console()
                .print("workerapp.workerapp.dev/" + app.name() + " " + done
                        + (writes.dryRun() ? " (server dry run)" : ""));
    }
}
