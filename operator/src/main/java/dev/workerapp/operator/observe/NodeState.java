package dev.workerapp.operator.observe;

import java.time.Instant;
import java.util.Optional;

/**
 * How the node of a pod is.
 *
 * @param draining whether the pod is to leave it, because somebody empties it
 * @param lost why nothing is known of what runs on it: it is not ready, or gone; empty while it is well
 * @param wellSince since when it is well without a break, by its own clock; empty while it is not, or where that is unknown
 */
public record NodeState(boolean draining, Optional<String> lost, Optional<Instant> wellSince) {

    /** Of a pod that has no node yet, and of all while nodes are not watched. */
    public static final NodeState UNKNOWN = new NodeState(false, Optional.empty(), Optional.empty());
}
