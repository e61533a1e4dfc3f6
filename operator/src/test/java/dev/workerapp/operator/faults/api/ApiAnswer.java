package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What an API server answers.
 *
 * @param code the HTTP status code
 * @param headers the headers that matter to a client
 * @param body the body, JSON
 * @param cut whether the connection breaks before the body has arrived
 */
public record ApiAnswer(int code, Map<String, String> headers, String body, boolean cut) {

    /** An answer with a body. */
    public static ApiAnswer of(int code, JsonNode body) {
        return new ApiAnswer(code, Map.of(), body.toString(), false);
    }

    /** A refusal, as a Status object. */
    public static ApiAnswer refusal(int code, String reason, String message) {
        return of(code, status(code, reason, message));
    }

    /** The Status object of a refusal. */
    public static ObjectNode status(int code, String reason, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("reason", reason)
                .put("code", code);
    }

    /** The same, with one more header. */
    public ApiAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new ApiAnswer(code, Map.copyOf(more), body, cut);
    }

    /** The same, with a connection that breaks in the middle of the body. */
    public ApiAnswer cutOff() {
        return new ApiAnswer(code, headers, body, true);
    }
}
