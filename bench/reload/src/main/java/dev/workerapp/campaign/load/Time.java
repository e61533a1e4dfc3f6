package dev.workerapp.campaign.load;

import java.util.concurrent.TimeUnit;

/** Microseconds since 1970 that never go back, so that the load and what happens meanwhile can be laid over each other. */
final class Time {

    private static final long OFFSET = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) - monotonic();

    private Time() {}

    static long now() {
        return OFFSET + monotonic();
    }

    private static long monotonic() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }
}
