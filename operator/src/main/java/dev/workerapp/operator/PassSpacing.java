package dev.workerapp.operator;

import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The least time between the starts of two passes of an app, so that a burst of events leads to one pass. The first event
 * after a quiet time is never delayed, and no event is lost: the framework starts the pass when the time is over.
 *
 * <p>The framework's own {@code LinearRateLimiter} goes by the time of day, so a clock that is set back stops it for as
 * long, and it waits for as long as has passed, not for what is left. Not thread-safe by itself: the framework calls it
 * for one event at a time.
 */
final class PassSpacing implements RateLimiter<PassSpacing.LastPass> {

    /** When the last pass of an app started. */
    static final class LastPass implements RateLimitState {
        private Optional<Long> startedAt = Optional.empty();
    }

    private final long spacing;
    private final LongSupplier nanoTime;

    /** A spacing of this length, by the JVM's clock. */
    PassSpacing(Duration spacing) {
        this(spacing, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime()} */
    PassSpacing(Duration spacing, LongSupplier nanoTime) {
        this.spacing = spacing.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public LastPass initState() {
        return new LastPass();
    }

    /** Empty if a pass may start now, which is noted as its start; otherwise how long it has to wait. */
    @Override
    public Optional<Duration> isLimited(RateLimitState state) {
        LastPass last = (LastPass) state;
        long now = nanoTime.getAsLong();
        Optional<Duration> wait = last.startedAt
                .map(startedAt -> Duration.ofNanos(spacing - (now - startedAt)))
                .filter(Duration::isPositive);
        if (wait.isEmpty()) {
            last.startedAt = Optional.of(now);
        }
        return wait;
    }
}
