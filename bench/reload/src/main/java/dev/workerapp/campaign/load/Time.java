package dev.workerapp.campaign.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Microseconds since 1970 that never go back, so that the load and what happens meanwhile can be laid over each other. */
public final class Time {

    private static final long OFFSET = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) - monotonic();

    private Time() {}

    /** Now. */
    public static long now() {
        return OFFSET + monotonic();
    }

    /** Lets this time pass. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long monotonic() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }
}
