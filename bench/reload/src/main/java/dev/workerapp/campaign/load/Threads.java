package dev.workerapp.campaign.load;

import java.time.Duration;

/** Waits for threads that end by themselves. */
final class Threads {

    private Threads() {}

    static void join(Thread thread) {
        while (!joins(thread, 1000)) {
            // It ends by a deadline of its own.
        }
    }

    /** Whether it ends within this time. */
    static boolean joins(Thread thread, long millis) {
        try {
            return thread.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts here", e);
        }
    }
}
