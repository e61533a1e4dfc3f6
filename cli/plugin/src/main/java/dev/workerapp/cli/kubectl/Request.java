package dev.workerapp.cli.kubectl;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import java.util.Map;

/**
 * A request to the API server.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param path the path and the query, as {@code /api/v1/namespaces/default/pods?limit=5}
 * @param headers further headers, {@code Content-Type} among them where there is a body
 * @param body what is sent, in UTF-8; empty for nothing
 */
public record Request(String method, String path, Map<String, String> headers, String body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    /** A read. */
    public static Request get(String path) {
        return new Request("GET", path, Map.of(), "");
    }

    /** One with a body. */
    public static Request of(String method, String path, String contentType, Json body) {
        return new Request(method, path, Map.of("Content-Type", contentType), JsonText.compact(body));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
