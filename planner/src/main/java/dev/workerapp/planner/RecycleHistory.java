package dev.workerapp.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker's pod remembers of replacements that nothing forced.
 *
 * @param startedFor why it was started in the place of another worker that served: for that worker's requests, heap, memory
 *     or age, or by the schedule. So a replacement that is under way is finished whatever becomes of the reason. Empty for
 *     any other worker
 * @param postponed that replacements of it have failed; empty while none has
 * @param tick the latest tick of the app's schedule when the worker was created; empty if the app had none
 * @param overLimit by the reason for which a worker over it is replaced, how the workers of the slot keep within a limit;
 *     nothing of those that they keep within
 */
public record RecycleHistory(
        Optional<Reason> startedFor,
        Optional<Postponed> postponed,
        Optional<Instant> tick,
        Map<Reason, OverLimit> overLimit) {

    /** Nothing. */
    public static final RecycleHistory NONE = new RecycleHistory(Optional.empty(), Optional.empty(), Optional.empty());

    /** Makes the map unmodifiable. */
    public RecycleHistory {
        overLimit = Map.copyOf(overLimit);
    }

    /** That of a slot whose workers keep within all limits. */
    public RecycleHistory(Optional<Reason> startedFor, Optional<Postponed> postponed, Optional<Instant> tick) {
        this(startedFor, postponed, tick, Map.of());
    }

    /** What is known of the limit that the app has now. */
    public OverLimit known(Reason reason, String limit) {
        return Optional.ofNullable(overLimit.get(reason))
                .filter(known -> known.limit().equals(limit))
                .orElse(OverLimit.none(limit));
    }

    /** All that is to be remembered of limits once the worker was seen over these, so long after it had become available. */
    public Map<Reason, OverLimit> seenOver(Map<Reason, String> limits, Duration after) {
        Map<Reason, OverLimit> all = new HashMap<>(overLimit);
        limits.forEach((reason, limit) -> all.put(reason, known(reason, limit).seenAfter(after)));
        return all;
    }

    /**
     * Replacements of the worker have failed, so the next one waits.
     *
     * @param failures how many in a row; one or more
     * @param at when that was recorded last; replacements that were created before are given up
     * @param words how the last one has failed, for a person
     */
    public record Postponed(int failures, Instant at, String words) {}
}
