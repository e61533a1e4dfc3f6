package dev.workerapp.planner;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do, what to say, and when to look again.
 *
 * @param actions the writes, in order; empty when nothing is to be done
 * @param report how the app stands
 * @param wakeAt when time alone may change the plan; empty when only an event can
 */
public record Plan(List<Action> actions, Report report, Optional<Instant> wakeAt) {

    /** Makes the list unmodifiable. */
    public Plan {
        actions = List.copyOf(actions);
    }
}
