package dev.workerapp.planner;

import java.util.Optional;

/**
 * What a worker's pod remembers of replacements that nothing forced.
 *
 * @param startedFor why it was started in the place of another worker that served: for that worker's requests, heap, memory
 *     or age, or by the schedule. So a replacement that is under way is finished whatever becomes of the reason. Empty for
 *     any other worker
 */
public record RecycleHistory(Optional<Reason> startedFor) {

    /** Nothing. */
    public static final RecycleHistory NONE = new RecycleHistory(Optional.empty());
}
