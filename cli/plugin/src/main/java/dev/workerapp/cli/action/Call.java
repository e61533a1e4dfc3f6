package dev.workerapp.cli.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.kubectl.Request;
import java.util.List;
import java.util.Map;

/**
 * What a worker runtime is asked for.
 *
 * @param method GET or POST
 * @param path the path of the runtime, as {@code /actions/gc}
 * @param body what is sent; may be empty
 */
record Call(String method, String path, String body) {

    /** Most bytes of a body that a worker takes. */
    static final int LONGEST_BODY = 256 * 1024;

    /** Runs an action. */
    static Call action(String name, List<String> parameters) {
        return new Call(
                "POST",
                "/actions/" + Paths.encode(name),
                parameters.isEmpty() ? "" : JsonText.compact(Json.array(parameters)));
    }

    /** Runs an action and fetches the file that it writes. */
    static Call file(String action) {
        return new Call("GET", "/actions/" + action, "");
    }

    /** Lists the actions and topics. */
    static Call list() {
        return new Call("GET", "/actions", "");
    }

    /** Sends a message. */
    static Call message(String topic, String message) {
        return new Call("POST", "/messages/" + Paths.encode(topic), message);
    }

    /** Raises a signal. */
    static Call signal(String name) {
        return new Call("POST", "/signals/" + Paths.encode(name), "");
    }

    /** Whether the body is more than a worker takes. */
    boolean tooLong() {
        return body.getBytes(UTF_8).length > LONGEST_BODY;
    }

    /** The request to the API server, which hands it on to the worker. */
    Request to(Worker worker, ActionToken token) {
        return new Request(
                method,
                Paths.worker(worker, path),
                Map.of(ActionToken.HEADER, token.value(), "Content-Type", "application/octet-stream"),
                body);
    }
}
