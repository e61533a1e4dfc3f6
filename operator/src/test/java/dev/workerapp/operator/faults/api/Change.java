package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One change of one object, as it was stored.
 *
 * @param version the resource version that it made
 * @param key the object
 * @param before the object before; empty if it was created
 * @param after the object after; empty if it was deleted
 */
public record Change(long version, Key key, Optional<ObjectNode> before, Optional<ObjectNode> after) {

    /** The object after the change; the last state of one that was deleted. */
    public ObjectNode object() {
        return after.or(() -> before).orElseThrow();
    }
}
