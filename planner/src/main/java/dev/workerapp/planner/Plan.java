package dev.workerapp.planner;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to do, what to say, and when to look again.
 *
 * @param actions the writes, in order; empty when nothing is to be done
 * @param report how the app stands
 * @param neededRevisions the names of those that must be kept though no worker may run them: the one asked for, the stable
 *     one, the one that a request to undo goes back to, the one that remembers it, and in the probation after a reload the
 *     one that is gone back to
 * @param wakeAt when time alone may change the plan; empty when only an event can
 */
public record Plan(List<Action> actions, Report report, Set<String> neededRevisions, Optional<Instant> wakeAt) {

    /** Makes the list and the set unmodifiable. */
    public Plan {
        actions = List.copyOf(actions);
        neededRevisions = Set.copyOf(neededRevisions);
    }
}
