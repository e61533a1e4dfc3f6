package dev.workerapp.cli.app;

import dev.workerapp.cli.json.Json;
import java.util.Optional;

/**
 * What the API server says of an app. Numbers are text here: empty where the operator has not said them yet.
 *
 * @param json the WorkerApp
 */
public record App(Json json) {

    /** Its name. */
    public String name() {
        return json.at("metadata", "name").text();
    }

    /** Its namespace. */
    public String namespace() {
        return json.at("metadata", "namespace").text();
    }

    /** When it was created. */
    public String created() {
        return json.at("metadata", "creationTimestamp").text();
    }

    /** The one word of STATUS. */
    public String state() {
        return status("state");
    }

    /** How many workers are wanted. */
    public String instances() {
        return status("desiredInstances");
    }

    /** How many slots have a ready worker. */
    public String ready() {
        return status("ready");
    }

    /** How many slots have a worker of the revision that is asked for. */
    public String updated() {
        return status("updated");
    }

    /** How often containers of the present workers were started again. */
    public String restarts() {
        return status("restarts");
    }

    /** The revision that the slots are brought to. */
    public String revision() {
        return status("targetRevision");
    }

    /** The image of that revision. */
    public String image() {
        return status("image");
    }

    /** What the history says of a revision; nothing if it does not name it. */
    public Json history(String revision) {
        for (Json entry : json.at("status", "history").items()) {
            if (entry.at("revision").text().equals(revision)) {
                return entry;
            }
        }
        return Json.Nothing.NOTHING;
    }

    /** The number of a revision; its name where the history does not know the number. */
    public String number(String revision) {
        return history(revision).at("number").someText().orElse(revision);
    }

    /** An annotation; empty if there is none. */
    public String annotation(String name) {
        return json.at("metadata", "annotations").at(name).text();
    }

    /** An annotation that is not empty. */
    public Optional<String> someAnnotation(String name) {
        return json.at("metadata", "annotations").at(name).someText();
    }

    private String status(String field) {
        return json.at("status", field).text();
    }
}
