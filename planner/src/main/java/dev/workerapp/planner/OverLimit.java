package dev.workerapp.planner;

import java.time.Duration;
import java.util.Optional;

/**
 * How the workers of a slot keep within one limit of the app: whether they come over it again soon after they have become
 * available, so that replacing them gains nothing.
 *
 * @param limit the limit, as the app has it; another one makes all of this void
 * @param before how many workers in a row before this one in its slot came over it soon; zero or more
 * @param after how long after it had become available this worker was first seen over it; empty if it was not, or not soon
 */
public record OverLimit(String limit, int before, Optional<Duration> after) {

    /** Nothing is known of how workers keep within the limit. */
    public static OverLimit none(String limit) {
        return new OverLimit(limit, 0, Optional.empty());
    }

    /** The same of a worker that has been seen over the limit so long after it had become available. */
    public OverLimit seenAfter(Duration time) {
        return new OverLimit(limit, before, Optional.of(time));
    }

    /**
     * That of the next worker in the slot.
     *
     * @param maySoon whether this worker could still come over the limit soon, so that it says nothing yet
     * @param most no more than that are counted
     */
    public OverLimit ofNext(boolean maySoon, int most) {
        if (after.isPresent()) {
            return new OverLimit(limit, Math.min(most, before + 1), Optional.empty());
        }
        return maySoon ? this : none(limit);
    }
}
