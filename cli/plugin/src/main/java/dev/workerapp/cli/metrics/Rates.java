package dev.workerapp.cli.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a worker did between two readings. What its page does not have is empty.
 *
 * @param requests ended, per second
 * @param failures of these, per second
 * @param latencies of the requests that ended
 * @param cores used
 * @param gcShare of the time that was spent in collections, from 0 to 1 for each collector's thread
 */
public record Rates(
        OptionalDouble requests,
        OptionalDouble failures,
        Latencies latencies,
        OptionalDouble cores,
        OptionalDouble gcShare) {

    /**
     * Between two readings of the same worker. Empty if a counter went down, since its JVM was started again in between, and
     * if no time passed.
     */
    public static Optional<Rates> between(Reading before, Reading after) {
        double seconds = (after.nanos() - before.nanos()) / 1e9;
        if (seconds <= 0
                || fell(before.requests(), after.requests())
                || fell(before.cpuSeconds(), after.cpuSeconds())
                || fell(before.gcSeconds(), after.gcSeconds())) {
            return Optional.empty();
        }
        return Optional.of(new Rates(
                rate(before.requests(), after.requests(), seconds),
                rate(before.failures(), after.failures(), seconds),
                after.latencies().since(before.latencies()),
                rate(before.cpuSeconds(), after.cpuSeconds(), seconds),
                rate(before.gcSeconds(), after.gcSeconds(), seconds)));
    }

    private static boolean fell(OptionalDouble before, OptionalDouble after) {
        return before.isPresent() && after.isPresent() && after.getAsDouble() < before.getAsDouble();
    }

    private static OptionalDouble rate(OptionalDouble before, OptionalDouble after, double seconds) {
        return before.isPresent() && after.isPresent()
                ? OptionalDouble.of((after.getAsDouble() - before.getAsDouble()) / seconds)
                : OptionalDouble.empty();
    }
}
