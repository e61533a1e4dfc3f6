package dev.workerapp.operator.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A machine's two clocks, which move when they are told to. Thread-safe. */
public final class TestClock implements InstantSource {

    private long nanos = System.nanoTime();
    private Instant wall = Instant.parse("2026-03-01T10:00:00Z");

    /** Time goes by. */
    public synchronized void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }

    /** The wall clock is set. */
    public synchronized void set(Duration by) {
        wall = wall.plus(by);
    }

    /** The machine sleeps: the monotonic clock stands still. */
    public synchronized void sleep(Duration time) {
        set(time);
    }

    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
        return wall;
    }
}
