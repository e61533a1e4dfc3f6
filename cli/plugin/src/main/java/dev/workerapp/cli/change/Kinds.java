package dev.workerapp.cli.change;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import java.util.HashMap;
import java.util.Map;

/** Where the API server has objects of a kind, as it says itself. It is asked once for each version of a group. */
final class Kinds {

    private final Api api;
    private final Map<String, Json> resources = new HashMap<>();

    Kinds(Api api) {
        this.api = api;
    }

    /**
     * The path of a document's object.
     *
     * @param namespace where it is if it names none
     * @throws Failure if the API server has no such kind
     */
    String path(Document document, String namespace) {
        String in = document.namespace().orElse(namespace);
        if (document.kind().equals("WorkerApp") && document.apiVersion().equals("workerapp.dev/v1")) {
            return Paths.app(in, document.name());
        }
        String group = (document.apiVersion().contains("/") ? "/apis/" : "/api/") + document.apiVersion();
        for (Json resource :
                resources.computeIfAbsent(group, this::read).at("resources").items()) {
            String name = resource.at("name").text();
            if (resource.at("kind").text().equals(document.kind()) && !name.contains("/")) {
                return group
                        + (resource.at("namespaced").isTrue() ? "/namespaces/" + Paths.encode(in) : "")
                        + "/" + name + "/" + Paths.encode(document.name());
            }
        }
        throw Failure.error("the API server has no kind " + document.kind() + " in " + document.apiVersion());
    }

    private Json read(String group) {
        try {
            return api.get(group);
        } catch (ApiFailure e) {
            if (e.notFound()) {
                return Json.Nothing.NOTHING;
            }
            throw e;
        }
    }
}
