package dev.workerapp.worker.stop;

import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.thread.Threads;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The time between the decision that this worker goes and its signal: load balancers take it out meanwhile, requests
 * finish, and each response sends its client away. Safe for use by several threads.
 */
public final class Drain {
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();
    /** What callbacks get also where the drain itself is shorter: then they run on beside the stop. */
    private static final Duration CALLBACKS_AT_LEAST = Duration.ofSeconds(5);

    private final WorkerState state;
    private final Duration limit;
    private final Duration quiet;
    private volatile long begin;
    private volatile long end;

    /**
     * @param limit how long it takes at most, from its begin
     * @param quiet how long no request may have come for it to end early
     */
    public Drain(WorkerState state, Duration limit, Duration quiet) {
        this.state = state;
        this.limit = limit;
        this.quiet = quiet;
    }

    /** Begins, if it has not: from here on responses close their connections, and the app's callbacks run. */
    public void begin() {
        synchronized (this) {
            if (state.draining().now()) {
                return;
            }
            begin = System.nanoTime();
            state.draining().begin();
        }
        var time = limit.compareTo(CALLBACKS_AT_LEAST) < 0 ? CALLBACKS_AT_LEAST : limit;
        Threads.daemon("workerapp-drain", () -> state.onDrain().runAll(time)).start();
    }

    /**
     * Begins, and returns when all is quiet: the callbacks are done, nothing is in flight, and no request came for the
     * quiet time. Returns at the limit at the latest. Where no request was ever seen there may be no adapter to see
     * them, and the whole time is given.
     */
    public void await() {
        begin();
        while (System.nanoTime() - begin < limit.toNanos() && !quiet() && !Thread.interrupted()) {
            LockSupport.parkNanos(Math.min(LOOK_AGAIN, Math.max(1, limit.toNanos() - (System.nanoTime() - begin))));
        }
        synchronized (this) {
            if (end == 0) {
                end = System.nanoTime();
            }
        }
    }

    /** Whether it has begun, or has no time to begin in. */
    boolean begunOrNone() {
        return limit.isZero() || state.draining().now();
    }

    /** How long the drain took, or takes so far, in seconds; 0 before it begins. */
    public double seconds() {
        if (!state.draining().now()) {
            return 0;
        }
        return ((end == 0 ? System.nanoTime() : end) - begin) / 1e9;
    }

    private boolean quiet() {
        long now = System.nanoTime();
        var requests = state.requests();
        return requests.seen()
                && requests.inFlight() == 0
                && now - begin >= quiet.toNanos()
                && now - requests.lastStart() >= quiet.toNanos()
                && state.onDrain().await(Duration.ZERO);
    }
}
