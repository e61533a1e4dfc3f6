package dev.workerapp.cli.describe;

import dev.workerapp.cli.action.Offer;
import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Owner;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.StoppedSlots;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.output.Result;
import dev.workerapp.cli.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that is known of an app. What the user may not read is left out, and said.
 *
 * @param app the app
 * @param revisions those that slots run, or are to run
 * @param events the last Events of the app, the oldest first
 * @param actions what its workers can be asked for, as their runtime lists it
 * @param unseen why Events or actions are missing; empty where they are not
 */
record Description(
        App app, List<RevisionSlots> revisions, List<HappenedEvent> events, List<Json> actions, Unseen unseen) {

    /** Why something is missing; empty if it is not. */
    record Unseen(String events, String actions) {}

    Description {
        revisions = List.copyOf(revisions);
        events = List.copyOf(events);
        actions = List.copyOf(actions);
    }

    /** Reads it. */
    static Description read(Api api, String namespace, String name) {
        App app = new App(api.get(Paths.app(namespace, name)));
        List<Worker> workers = api.get(Paths.workers(namespace, name)).at("items").items().stream()
                .map(Worker::new)
                .toList();
        List<HappenedEvent> events = List.of();
        String noEvents = "";
        try {
            events = HappenedEvent.last(
                    api.get(Paths.events(namespace, "involvedObject.kind=WorkerApp,involvedObject.name=" + name)));
        } catch (ApiFailure e) {
            noEvents = e.message();
        }
        List<Json> actions = List.of();
        String noActions = "";
        try {
            actions = actions(api, namespace, name, workers);
        } catch (Failure e) {
            noActions = e.message();
        }
        return new Description(app, RevisionSlots.of(app, workers), events, actions, new Unseen(noEvents, noActions));
    }

    /** Nobody is asked where nobody is ready: that is nothing to be told of. */
    private static List<Json> actions(Api api, String namespace, String name, List<Worker> workers) {
        return workers.stream().anyMatch(worker -> worker.ready() && !worker.terminating())
                ? Offer.read(api, namespace, new Target(name, OptionalInt.empty()))
                        .json()
                        .at("actions")
                        .items()
                : List.of();
    }

    /** What is in the way, in the operator's words; empty if nothing is. */
    Optional<String> message() {
        Optional<String> stalled = message("Stalled", "True");
        return stalled.isPresent() ? stalled : message("Ready", "False");
    }

    private Optional<String> message(String type, String status) {
        return app.json().at("status", "conditions").items().stream()
                .filter(condition -> condition.at("type").text().equals(type)
                        && condition.at("status").text().equals(status))
                .findFirst()
                .flatMap(condition -> condition.at("message").someText());
    }

    /** How an action is run. */
    String command(Json action) {
        return "kubectl workerapp trigger " + app.name() + " "
                + action.at("name").text();
    }

    /** For scripts. */
    Json.Obj json() {
        Json status = app.json().at("status");
        return Result.of(
                "Description",
                "app",
                app.name(),
                "namespace",
                app.namespace(),
                "state",
                app.state(),
                "message",
                message().orElse(""),
                "image",
                app.image(),
                "instances",
                Json.object(
                        "desired",
                        status.at("desiredInstances"),
                        "existing",
                        status.at("instances"),
                        "ready",
                        status.at("ready"),
                        "available",
                        status.at("available"),
                        "updated",
                        status.at("updated")),
                "restarts",
                status.at("restarts"),
                "created",
                app.created(),
                "keptBy",
                Owner.of(app.json()).orElse(""),
                "stoppedSlots",
                app.annotation(StoppedSlots.ANNOTATION),
                "reload",
                status.at("reload"),
                "revisions",
                revisions.stream().map(RevisionSlots::json).toList(),
                "conditions",
                status.at("conditions"),
                "events",
                events.stream().map(HappenedEvent::json).toList(),
                "actions",
                actions.stream()
                        .map(action -> Json.object(
                                "name",
                                action.at("name"),
                                "description",
                                action.at("description"),
                                "command",
                                command(action)))
                        .toList());
    }
}
