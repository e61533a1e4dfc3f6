package dev.workerapp.planner.search;

import dev.workerapp.planner.Reason;
import java.util.Set;

/** What a pod is to be replaced for, its revision aside, and what it remembers of that. */
enum Due {
    NOTHING(""),
    NODE_DRAINED("!"),
    EVICTION_REQUESTED("?"),
    /** It is too old, and may stay as well. */
    OLD(" old"),
    /** The same, and its replacement has failed since a moment. */
    POSTPONED(" old, postponed"),
    /** The same, long ago, so that the next replacement may start. */
    POSTPONED_LONG(" old, postponed long ago"),
    /** Nothing; it was started for a worker that was too old. */
    STARTED_FOR_OLD(" for an old one");

    final String sign;

    Due(String sign) {
        this.sign = sign;
    }

    /** Whether it has to leave its place. */
    boolean isForced() {
        return this == NODE_DRAINED || this == EVICTION_REQUESTED;
    }

    boolean isOld() {
        return this == OLD || this == POSTPONED || this == POSTPONED_LONG;
    }

    boolean isNothing() {
        return this == NOTHING || this == STARTED_FOR_OLD;
    }

    /** As the planner is told. */
    Set<Reason> reasons() {
        return switch (this) {
            case NODE_DRAINED -> Set.of(Reason.NODE_DRAINED);
            case EVICTION_REQUESTED -> Set.of(Reason.EVICTION_REQUESTED);
            case NOTHING, OLD, POSTPONED, POSTPONED_LONG, STARTED_FOR_OLD -> Set.of();
        };
    }
}
