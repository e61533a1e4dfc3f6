package dev.workerapp.cli.history;

import dev.workerapp.cli.json.Json;
import java.util.Comparator;
import java.util.Optional;

/**
 * A revision of an app, as the operator keeps it.
 *
 * @param json its ControllerRevision
 */
public record Revision(Json json) {

    /** The oldest first. */
    static final Comparator<Revision> BY_NUMBER =
            Comparator.comparingLong(Revision::number).thenComparing(Revision::name);

    /** Its number: a later revision has a higher one. */
    public long number() {
        return json.at("revision").integer(0);
    }

    /** Its name, the value of the workers' label. */
    public String name() {
        return json.at("metadata", "name").text();
    }

    /** When it was created. */
    public String created() {
        return json.at("metadata", "creationTimestamp").text();
    }

    /** The canonical spec: what the app asks for, without what is as the defaults are. */
    public Json spec() {
        return json.at("data", "spec");
    }

    /** The image of the main container. */
    public String image() {
        for (Json container : json.at("data", "template", "spec", "containers").items()) {
            if (container.at("name").text().equals("worker")) {
                return container.at("image").text();
            }
        }
        return spec().at("image").text();
    }

    /** Why it was given up; empty if it was not. */
    Optional<String> failure() {
        return annotation("workerapp.dev/failed");
    }

    /** An annotation of the operator's. */
    Optional<String> annotation(String name) {
        return json.at("metadata", "annotations").at(name).someText();
    }

    /**
     * One word: {@code current} (the slots run it), {@code target} (the slots are brought to it), {@code good} (it has
     * completed a reload), {@code failed} or {@code undone} (it was given up), {@code superseded} (another one was asked for
     * before it was complete).
     *
     * @param app the app's WorkerApp
     */
    String state(Json app) {
        boolean isTarget = name().equals(app.at("status", "targetRevision").text());
        boolean isStable = name().equals(app.at("status", "stableRevision").text());
        if (isTarget) {
            return isStable ? "current" : "target";
        }
        if (failure().isPresent()) {
            return annotation("workerapp.dev/result").filter("Undone"::equals).isPresent() ? "undone" : "failed";
        }
        return isStable || annotation("workerapp.dev/stable").isPresent() ? "good" : "superseded";
    }
}
