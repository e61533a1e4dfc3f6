package dev.workerapp.planner;

import java.time.Instant;
import java.util.Optional;

/**
 * What a worker's pod remembers of replacements that nothing forced.
 *
 * @param startedFor why it was started in the place of another worker that served: for that worker's requests, heap, memory
 *     or age, or by the schedule. So a replacement that is under way is finished whatever becomes of the reason. Empty for
 *     any other worker
 * @param postponed that replacements of it have failed; empty while none has
 * @param tick the latest tick of the app's schedule when the worker was created; empty if the app had none
 */
public record RecycleHistory(Optional<Reason> startedFor, Optional<Postponed> postponed, Optional<Instant> tick) {

    /** Nothing. */
    public static final RecycleHistory NONE = new RecycleHistory(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Replacements of the worker have failed, so the next one waits.
     *
     * @param failures how many in a row; one or more
     * @param at when that was recorded last; replacements that were created before are given up
     * @param words how the last one has failed, for a person
     */
    public record Postponed(int failures, Instant at, String words) {}
}
