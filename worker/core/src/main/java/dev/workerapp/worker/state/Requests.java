package dev.workerapp.worker.state;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests that the adapters see, and how long they took. Safe for use by several threads. */
public final class Requests {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder warmUps = new LongAdder();
    private final LongAdder closing = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Latencies latencies = new Latencies();
    private volatile boolean seen;
    private volatile boolean warming;
    private volatile long lastStart = System.nanoTime();

    /** Counts a request as in flight, until the handle's first {@code end}. */
    RequestHandle begin(Draining draining) {
        inFlight.incrementAndGet();
        seen = true;
        lastStart = System.nanoTime();
        return new RequestHandle(this, draining, warming);
    }

    void end(long nanos, boolean warmUp) {
        inFlight.decrementAndGet();
        if (warmUp) {
            warmUps.increment();
        } else {
            latencies.add(nanos);
        }
    }

    void fails() {
        failures.increment();
    }

    void closes() {
        closing.increment();
    }

    /** How many requests have begun and not ended. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Whether any request was ever seen: without an adapter there is nothing to see, and quiet means nothing. */
    public boolean seen() {
        return seen;
    }

    /** {@link System#nanoTime} at the last request's begin. */
    public long lastStart() {
        return lastStart;
    }

    /** How many requests of the warm-up have ended; they are in no other count. */
    public long warmUps() {
        return warmUps.sum();
    }

    /** How many requests have failed, without the warm-up's: status 500 and more, or a handler that threw. */
    public long failures() {
        return failures.sum();
    }

    /** How many responses told their client that the connection ends. */
    public long closing() {
        return closing.sum();
    }

    /** The requests that have ended, by how long they took. */
    public Latencies latencies() {
        return latencies;
    }

    /** From here on requests are the warm-up's, or users' again. */
    public void warming(boolean now) {
        warming = now;
    }
}
