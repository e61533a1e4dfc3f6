package dev.workerapp.planner;

import java.time.Duration;
import java.util.Optional;

/**
 * When workers are replaced though nothing forces it.
 *
 * @param minAge how long a worker must have been ready without a break before it is replaced; zero or more
 * @param maxAge how long after its creation a worker is replaced at the latest, if all goes well; positive, empty for never
 */
public record RecyclePolicy(Duration minAge, Optional<Duration> maxAge) {

    /** The app asks for nothing. */
    public static final RecyclePolicy NONE = new RecyclePolicy(Duration.ofMinutes(10), Optional.empty());
}
