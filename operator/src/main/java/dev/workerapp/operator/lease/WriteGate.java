package dev.workerapp.operator.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a write may leave this process: only within 8 s after a renewal of the lease was sent that succeeded. The lease
 * lasts for 15 s, so a successor begins at least 7 s after the last write has left; it may take 3 s of them to connect.
 *
 * <p>Both clocks must agree: the monotonic one stands still while the machine sleeps, and the wall clock may be set. When
 * it was set back, the gate stays closed until the next renewal. Thread-safe.
 */
public final class WriteGate {

    /** How old the last renewal may be. */
    static final Duration FRESH = Duration.ofSeconds(8);

    private final boolean needsLease;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private volatile @Nullable Moment renewed;

    /**
     * A moment on both clocks.
     *
     * @param nanos by the monotonic one
     * @param wall by the wall clock
     */
    public record Moment(long nanos, Instant wall) {}

    private WriteGate(boolean needsLease, LongSupplier nanoTime, InstantSource clock) {
        this.needsLease = needsLease;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** A gate for an operator that is alone: always open. */
    public static WriteGate open() {
        return new WriteGate(false, System::nanoTime, InstantSource.system());
    }

    /** A gate that is closed until the lease is held. */
    public static WriteGate leased() {
        return leased(System::nanoTime, InstantSource.system());
    }

    /**
     * The same, by other clocks.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public static WriteGate leased(LongSupplier nanoTime, InstantSource clock) {
        return new WriteGate(true, nanoTime, clock);
    }

    /** Now, on the gate's clocks. */
    public Moment now() {
        return new Moment(nanoTime.getAsLong(), clock.instant());
    }

    /** The lease was renewed by a request that was sent at this moment. */
    public void renewed(Moment sent) {
        renewed = sent;
    }

    /** Why no write may leave now; empty if it may. */
    public Optional<String> closed() {
        if (!needsLease) {
            return Optional.empty();
        }
        Moment last = renewed;
        if (last == null) {
            return Optional.of("this operator does not hold the lease");
        }
        Moment now = now();
        Duration monotonic = Duration.ofNanos(now.nanos() - last.nanos());
        Duration wall = Duration.between(last.wall(), now.wall());
        if (isFresh(monotonic) && isFresh(wall)) {
            return Optional.empty();
        }
        return Optional.of(
                "the lease was last renewed %d ms ago by the monotonic clock, %d ms ago by the wall clock; allowed are %d ms"
                        .formatted(monotonic.toMillis(), wall.toMillis(), FRESH.toMillis()));
    }

    private static boolean isFresh(Duration age) {
        return !age.isNegative() && age.compareTo(FRESH) < 0;
    }
}
