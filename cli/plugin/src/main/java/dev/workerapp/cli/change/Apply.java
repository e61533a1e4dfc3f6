package dev.workerapp.cli.change;

import dev.workerapp.cli.app.Owner;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Request;
import dev.workerapp.cli.output.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings objects to what documents ask for, by server-side apply, and starts apps that were stopped. */
final class Apply {

    private static final String APP = "WorkerApp";

    private final Writes writes;
    private final String namespace;
    private final boolean isForced;
    private final Kinds kinds;

    /**
     * For a command line.
     *
     * @param namespace where objects go that name none
     * @param isForced whether fields are taken over that others have set to other values
     */
    Apply(Writes writes, String namespace, boolean isForced) {
        this.writes = writes;
        this.namespace = namespace;
        this.isForced = isForced;
        this.kinds = new Kinds(writes.api());
    }

    /** All, one after the other. What is refused is said, and the others are applied all the same. */
    Exit all(List<Document> documents) {
        Exit exit = Exit.DONE;
        for (Document document : documents) {
            try {
                one(document);
            } catch (Failure e) {
                exit = e.exit();
                console().out().flush();
                console().err().println(document.where() + ": " + e.message());
                if (e instanceof ApiFailure refused && refused.reason().equals("Conflict")) {
                    console().hint("To take these fields over: --force-conflicts");
                }
            }
        }
        return exit;
    }

    private void one(Document document) {
        String path = kinds.path(document, namespace);
        Json before = read(path);
        Json after = writes.api()
                .json(new Request(
                        "PATCH",
                        writes.path(path + "?fieldValidation=Strict" + (isForced ? "&force=true" : "")),
                        Map.of("Content-Type", "application/apply-patch+yaml"),
                        document.text()));
        String done =
                !before.present() ? "created" : content(before).equals(content(after)) ? "unchanged" : "configured";
        boolean isApp = document.kind().equals(APP);
        if (isApp && after.at("spec", "suspend").isTrue() && !document.suspends()) {
            writes.api().merge(writes.path(path), Json.object("spec", Json.object("suspend", false)));
            done += ", started";
        }
        console().print(title(document) + " " + done + (writes.dryRun() ? " (server dry run)" : ""));
        if (isApp) {
            Owner.hint(after).ifPresent(console()::hint);
            if (document.suspends()) {
                console().hint(document.name() + " stays stopped: " + document.where() + " has suspend: true");
            }
        }
    }

    private Json read(String path) {
        try {
            return writes.api().get(path);
        } catch (ApiFailure e) {
            if (e.notFound()) {
                return Json.Nothing.NOTHING;
            }
            throw e;
        }
    }

    /** What an object says, without what the API server notes of each write. */
    private static Json content(Json object) {
        Map<String, Json> metadata = new LinkedHashMap<>(object.at("metadata").entries());
        metadata.keySet().removeAll(List.of("managedFields", "resourceVersion", "generation"));
        Map<String, Json> fields = new LinkedHashMap<>(object.entries());
        fields.put("metadata", new Json.Obj(metadata));
        // The operator may write it meanwhile.
        fields.remove("status");
        return new Json.Obj(fields);
    }

    /** As kubectl calls it: {@code workerapp.workerapp.dev/shop}. */
    private static String title(Document document) {
        int slash = document.apiVersion().indexOf('/');
        return document.kind().toLowerCase(Locale.ROOT)
                + (slash < 0 ? "" : "." + document.apiVersion().substring(0, slash)) + "/" + document.name();
    }

    private Console console() {
        return writes.session().console();
    }
}
