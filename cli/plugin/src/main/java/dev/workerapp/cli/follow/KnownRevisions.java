package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The revisions that the status of an app speaks of. They are read once for each version of the app. */
final class KnownRevisions {

    private final Api api;
    private String version = "";
    private List<Json> revisions = List.of();

    KnownRevisions(Api api) {
        this.api = api;
    }

    /**
     * The name of one whose data is so. One that the operator has made and that its status does not name yet is left out: what
     * the status says is older.
     */
    Optional<String> find(App app, Predicate<Json> data) {
        return names(app, revision -> data.test(revision.at("data"))).stream()
                .filter(name -> app.history(name).present())
                .findFirst();
    }

    /** The name of the one that has this annotation with this value, whether or not the status names it. */
    Optional<String> annotated(App app, String annotation, String value) {
        return names(app, revision -> revision.at("metadata", "annotations")
                        .at(annotation)
                        .text()
                        .equals(value))
                .stream()
                .findFirst();
    }

    private List<String> names(App app, Predicate<Json> which) {
        String now = app.json().at("metadata", "resourceVersion").text();
        if (!now.equals(version) && !read(app)) {
            return List.of();
        }
        version = now;
        return revisions.stream()
                .filter(which)
                .map(revision -> revision.at("metadata", "name").text())
                .toList();
    }

    /** False if the API server can't be reached: that is tried again. */
    private boolean read(App app) {
        try {
            revisions = api.get(Paths.revisions(app.namespace(), app.name()))
                    .at("items")
                    .items();
            return true;
        } catch (ApiFailure e) {
            if (e.reason().isEmpty()) {
                return false;
            }
            throw e;
        }
    }
}
