package dev.workerapp.operator.observe;

import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.operator.api.ApiTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How often an app was reloaded for another content of late, which slows down what goes on and on: two programs that fight
 * over a Secret must not reload an app for ever. Pure.
 *
 * @param reloads how many reloads there were, each within two hours of the one before
 * @param last when the last of them began
 */
record ConfigBrake(int reloads, Optional<Instant> last) {

    /** No reload is remembered. */
    static final ConfigBrake NONE = new ConfigBrake(0, Optional.empty());

    /** From this one on a person is told. */
    private static final int MANY = 4;

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Longer than the longest pause, or what goes on for ever would be forgotten in between. */
    private static final Duration MEMORY = Duration.ofHours(2);

    /** What a status remembers. */
    static ConfigBrake of(Optional<ConfigStatus> before, Instant now) {
        Optional<Instant> last = before.flatMap(status -> ApiTimes.parse(status.lastReload()))
                .map(time -> earlier(time, now))
                .filter(time -> time.plus(MEMORY).isAfter(now));
        return last.isEmpty()
                ? NONE
                : new ConfigBrake(
                        Objects.requireNonNullElse(
                                before.map(ConfigStatus::reloads).orElse(1), 1),
                        last);
    }

    /** With one reload more. */
    ConfigBrake reloading(Instant now) {
        return new ConfigBrake(reloads + 1, Optional.of(now));
    }

    /**
     * When the next reload may begin; empty if at any time.
     *
     * @param interval the shortest time between two reloads
     * @param doubles whether it doubles with each reload
     */
    Optional<Instant> next(Duration interval, boolean doubles) {
        // More doublings of a second are more than an hour.
        Duration pause = interval.multipliedBy(doubles ? 1L << Math.clamp(reloads - 1, 0, 12) : 1);
        return last.map(time -> time.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST));
    }

    /** A time that was noted before is not in the future, unless the clock was set back since. */
    static Instant earlier(Instant noted, Instant now) {
        return noted.isBefore(now) ? noted : now;
    }

    /** Whether it goes on and on. */
    boolean isFlapping() {
        return reloads >= MANY;
    }
}
