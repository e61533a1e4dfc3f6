package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;

/**
 * A request to an API server.
 *
 * @param method the HTTP method
 * @param uri the address, with its query
 * @param contentType the type of the body; empty without one
 * @param body the body; empty without one
 */
public record ApiRequest(String method, URI uri, String contentType, String body) {

    /** The body. */
    public JsonNode object() {
        return Serialization.unmarshal(body, JsonNode.class);
    }

    /** Whether it lists what there was at any time, as the cache of an API server has it. */
    public boolean isOfAnyTime() {
        Target target = target();
        return method.equals("GET")
                && target.name().isEmpty()
                && !target.isWatch()
                && target.parameter("resourceVersion").equals("0");
    }

    /** What is asked for. */
    public Target target() {
        return Target.of(uri);
    }
}
