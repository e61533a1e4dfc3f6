package dev.workerapp.operator.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes as time does, from a time of its own, and can be set forward. Thread-safe. */
final class RunClock extends Clock {

    private final long startedAt = System.nanoTime();
    private Instant base;

    RunClock(Instant base) {
        this.base = base;
    }

    synchronized void forward(Duration by) {
        base = base.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return base.plusNanos(System.nanoTime() - startedAt);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
