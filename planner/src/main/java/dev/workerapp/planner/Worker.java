package dev.workerapp.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One pod that the app controls, as it was last seen.
 *
 * @param name the pod's name
 * @param uid the pod's UID; a delete carries it
 * @param slot the slot that it fills
 * @param revision the revision that it runs
 * @param incarnation which pod of this slot it is; the next one has a higher number
 * @param createdAt when the API server accepted it
 * @param firstRanAt the earliest start of its main container that the pod still shows; empty until it has run
 * @param ready whether the readiness signal holds now
 * @param readyChangedAt since when {@code ready} has had its value without a break
 * @param terminating whether it was deleted and is ending; it then no longer fills its slot
 * @param terminal whether it has ended for good (phase Succeeded or Failed)
 * @param crashLooping whether the kubelet waits before it starts the container again
 * @param needsRoom whether it waits for something that another worker of its slot may hold: a host port, a node's room
 * @param onDrainedNode whether its node is being emptied, so that it is to run elsewhere
 * @param restarts how often its main container was started again
 * @param problem what the cluster says is wrong with it, in its own words; empty when nothing is
 */
public record Worker(
        String name,
        String uid,
        int slot,
        String revision,
        int incarnation,
        Instant createdAt,
        Optional<Instant> firstRanAt,
        boolean ready,
        Instant readyChangedAt,
        boolean terminating,
        boolean terminal,
        boolean crashLooping,
        boolean needsRoom,
        boolean onDrainedNode,
        int restarts,
        Optional<Problem> problem) {

    /** Whether it has been ready for {@code minReady} without a break, and is there to stay. */
    public boolean available(Instant now, Duration minReady) {
        return !terminating && !terminal && ready && !now.isBefore(readyChangedAt.plus(minReady));
    }
}
