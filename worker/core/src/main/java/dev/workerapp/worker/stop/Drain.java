package dev.workerapp.worker.stop;

import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.thread.Threads;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The time between the decision that this worker goes and its signal: load balancers take it out meanwhile, requests
 * finish, and each response sends its client away. A drain that no signal follows is called off, and the worker serves as
 * before: nobody can drain a worker for good by asking for it once. Safe for use by several threads.
 */
public final class Drain {
    /** From the end of a drain until it is called off; the kubelet sends the signal at once, if slowly where it is busy. */
    public static final Duration SIGNAL_TIME = Duration.ofSeconds(30);

    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();
    /** What callbacks get also where the drain itself is shorter: then they run on beside the stop. */
    private static final Duration CALLBACKS_AT_LEAST = Duration.ofSeconds(5);

    private final WorkerState state;
    private final Duration limit;
    private final Duration quiet;
    private final Duration signalTime;
    /** Calls that drain, and the stop. */
    private int holders;

    private volatile long begin;
    private volatile long end;

    /**
     * @param limit how long it takes at most, from its begin
     * @param quiet how long no request may have come for it to end early
     * @param signalTime how long after its end the signal may come
     */
    public Drain(WorkerState state, Duration limit, Duration quiet, Duration signalTime) {
        this.state = state;
        this.limit = limit;
        this.quiet = quiet;
        this.signalTime = signalTime;
    }

    /**
     * Begins, if it has not, and is not called off any more: from here on responses close their connections. The app's
     * callbacks run once in each drain.
     */
    public void begin() {
        hold();
    }

    /**
     * Begins, and returns when all is quiet: the callbacks are done, nothing is in flight, and no request came for the
     * quiet time. Returns at the limit at the latest. Where no request was ever seen there may be no adapter to see
     * them, and the whole time is given. Each call takes its own time: what others have drained before does not shorten
     * it, since the load balancers may know of this one only.
     */
    public void await() {
        long since = hold();
        try {
            long left = limit.toNanos();
            while (left > 0 && !quietSince(since) && !Thread.interrupted()) {
                LockSupport.parkNanos(Math.min(LOOK_AGAIN, left));
                left = limit.toNanos() - (System.nanoTime() - since);
            }
        } finally {
            release();
        }
    }

    /** Whether it has begun, or has no time to begin in. */
    boolean begunOrNone() {
        return limit.isZero() || state.draining().now();
    }

    /** How long the last drain took, or takes so far, in seconds; 0 while there is none. */
    public double seconds() {
        if (!state.draining().now()) {
            return 0;
        }
        return ((end == 0 ? System.nanoTime() : end) - begin) / 1e9;
    }

    private synchronized long hold() {
        holders++;
        if (state.draining().begin()) {
            Threads.daemon("workerapp-drain", this::accompany).start();
        }
        begin = System.nanoTime();
        end = 0;
        return begin;
    }

    private synchronized void release() {
        holders--;
        if (holders == 0) {
            end = System.nanoTime();
        }
    }

    /** Runs the app's callbacks, and calls the drain off when nobody holds it any more. */
    private void accompany() {
        state.onDrain().runAll(limit.compareTo(CALLBACKS_AT_LEAST) < 0 ? CALLBACKS_AT_LEAST : limit);
        while (!calledOff()) {
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        Log.line(String.format(
                Locale.ROOT,
                "the drain is called off: no signal came within %d s after it; the worker serves as before",
                signalTime.toSeconds()));
    }

    private synchronized boolean calledOff() {
        if (holders > 0 || System.nanoTime() - end < signalTime.toNanos()) {
            return false;
        }
        state.onDrain().reset();
        state.draining().callOff();
        return true;
    }

    private boolean quietSince(long since) {
        long now = System.nanoTime();
        var requests = state.requests();
        return requests.seen()
                && requests.inFlight() == 0
                && now - since >= quiet.toNanos()
                && now - requests.lastStart() >= quiet.toNanos()
                && state.onDrain().await(Duration.ZERO);
    }
}
