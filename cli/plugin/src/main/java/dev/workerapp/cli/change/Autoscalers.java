package dev.workerapp.cli.change;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.output.Console;
import java.util.List;
import java.util.Optional;

/**
 * Who scales apps by himself.
 *
 * @param all the HorizontalPodAutoscalers of the namespace
 */
record Autoscalers(List<Json> all) {

    Autoscalers {
        all = List.copyOf(all);
    }

    /** Those of a namespace. Who may not see them is told so, and may scale all the same. */
    static Autoscalers of(Api api, String namespace, Console console) {
        try {
            return new Autoscalers(
                    api.get(Paths.autoscalers(namespace)).at("items").items());
        } catch (ApiFailure e) {
            if (!e.forbidden() && !e.notFound()) {
                throw e;
            }
            if (e.forbidden()) {
                console.hint("You may not list HorizontalPodAutoscalers in " + namespace
                        + ": one that scales the app would take the change back.");
            }
            return new Autoscalers(List.of());
        }
    }

    /** Who scales the app, in words; empty if nobody does. */
    Optional<String> of(App app) {
        return all.stream()
                .filter(autoscaler -> {
                    Json target = autoscaler.at("spec", "scaleTargetRef");
                    return target.at("kind").text().equals("WorkerApp")
                            && target.at("apiVersion").text().startsWith("workerapp.dev/")
                            && target.at("name").text().equals(app.name());
                })
                .findFirst()
                .map(autoscaler -> "the HorizontalPodAutoscaler \""
                        + autoscaler.at("metadata", "name").text() + "\" scales " + app.name() + " between "
                        + autoscaler.at("spec", "minReplicas").integer(1) + " and "
                        + autoscaler.at("spec", "maxReplicas").text() + " workers");
    }
}
