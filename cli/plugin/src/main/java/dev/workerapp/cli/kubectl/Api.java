package dev.workerapp.cli.kubectl;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import java.io.IOException;

/** The API server, for as many requests as one likes, at the same time too. Thread-safe. Close it. */
public interface Api extends AutoCloseable {

    /**
     * Sends a request and returns the answer, whatever its status. For streams (logs, watches) and for what is not JSON.
     *
     * @throws IOException if the API server can't be reached
     */
    Reply exchange(Request request) throws IOException;

    /** Reads an object or a list. */
    default Json get(String path) {
        return json(Request.get(path));
    }

    /** Changes fields by a JSON merge patch (RFC 7396); {@code null} removes a field. Returns the new object. */
    default Json merge(String path, Json patch) {
        return json(Request.of("PATCH", path, "application/merge-patch+json", patch));
    }

    /** Changes an object by a JSON patch (RFC 6902), an array of operations. Returns the new object. */
    default Json patch(String path, Json operations) {
        return json(Request.of("PATCH", path, "application/json-patch+json", operations));
    }

    /** Creates an object, or asks for a review. Returns what the API server made of it. */
    default Json post(String path, Json object) {
        return json(Request.of("POST", path, "application/json", object));
    }

    /** Replaces an object. Returns the new one. */
    default Json put(String path, Json object) {
        return json(Request.of("PUT", path, "application/json", object));
    }

    /** Deletes an object. */
    default Json delete(String path, Json options) {
        return json(Request.of("DELETE", path, "application/json", options));
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws ApiFailure if the API server refuses, or can't be reached
     */
    default Json json(Request request) {
        try (Reply reply = exchange(request)) {
            byte[] body = reply.body().readAllBytes();
            if (!reply.ok()) {
                throw ApiFailure.of(reply.status(), body);
            }
            return JsonText.read(body);
        } catch (IOException e) {
            throw ApiFailure.unreachable(e);
        }
    }

    @Override
    void close();
}
