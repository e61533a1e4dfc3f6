package dev.workerapp.cli.why;

import dev.workerapp.cli.app.LastLines;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.output.Escapes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is seen at one worker. What the user may not read is left out.
 *
 * @param pod the worker
 * @param container how its container stands, and how it ended last
 * @param event the last warning of the cluster about it
 * @param lines the last lines of its log
 */
record Evidence(String pod, String container, Optional<String> event, List<String> lines) {

    /** A signal that ends a process shows as this and its number (POSIX shells, exit status of a command). */
    private static final int SIGNALLED = 128;

    Evidence {
        lines = List.copyOf(lines);
    }

    /** Of a worker; empty if it is gone. */
    static Optional<Evidence> of(Api api, String namespace, String pod) {
        try {
            Worker worker = new Worker(api.get(Paths.pods(namespace) + "/" + pod));
            return Optional.of(new Evidence(
                    pod, container(worker), event(api, namespace, pod), LastLines.of(api, namespace, pod)));
        } catch (ApiFailure _) {
            return Optional.empty();
        }
    }

    private static String container(Worker worker) {
        StringBuilder text = new StringBuilder(worker.state());
        if (worker.restarts() > 0) {
            text.append(", ").append(worker.restarts()).append(worker.restarts() == 1 ? " restart" : " restarts");
        }
        for (Json status : worker.json().at("status", "containerStatuses").items()) {
            Json ended = status.at("state", "terminated").present()
                    ? status.at("state", "terminated")
                    : status.at("lastState", "terminated");
            if (status.at("name").text().equals(Worker.CONTAINER) && ended.present()) {
                text.append(", last exit code ").append(ended.at("exitCode").text());
                text.append(why(ended));
            }
        }
        return text.toString();
    }

    private static String why(Json ended) {
        if (ended.at("reason").text().equals("OOMKilled")) {
            return " (OOMKilled: it used more memory than its limit)";
        }
        long code = ended.at("exitCode").integer(0);
        return code > SIGNALLED ? " (signal " + (code - SIGNALLED) + ")" : "";
    }

    private static Optional<String> event(Api api, String namespace, String pod) {
        try {
            return api
                    .get(Paths.events(namespace, "involvedObject.name=" + pod + ",type=Warning"))
                    .at("items")
                    .items()
                    .stream()
                    .max(Comparator.comparing(event -> event.at("lastTimestamp").text()))
                    .map(event -> Escapes.none(event.at("reason").text() + ": "
                            + event.at("message").text()));
        } catch (ApiFailure _) {
            return Optional.empty();
        }
    }

    /** For scripts. */
    Json.Obj json() {
        return Json.object("worker", pod, "container", container, "event", event.orElse(""), "lastLines", lines);
    }
}
