package dev.workerapp.planner.search;

import dev.workerapp.planner.Reason;
import java.util.Set;

/** What a pod is to be replaced for, its revision aside. */
enum Due {
    NOTHING(""),
    NODE_DRAINED("!"),
    EVICTION_REQUESTED("?");

    final String sign;

    Due(String sign) {
        this.sign = sign;
    }

    /** As the planner is told. */
    Set<Reason> reasons() {
        return switch (this) {
            case NOTHING -> Set.of();
            case NODE_DRAINED -> Set.of(Reason.NODE_DRAINED);
            case EVICTION_REQUESTED -> Set.of(Reason.EVICTION_REQUESTED);
        };
    }
}
