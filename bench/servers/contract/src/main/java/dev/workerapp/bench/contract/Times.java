package dev.workerapp.bench.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How long a client asks an answer to take. */
public final class Times {
    private static final int MAX_MILLIS = 60_000;
    private static final int MAX_SECONDS = 600;

    private Times() {}

    /**
     * The parameter {@code millis} of {@code /slow}, 0–60000.
     *
     * @throws IllegalArgumentException with a message for the client
     */
    public static Duration millis(@Nullable String text) {
        return Duration.ofMillis(number("millis", text, MAX_MILLIS));
    }

    /**
     * The parameter {@code seconds} of {@code /stream}, 0–600.
     *
     * @throws IllegalArgumentException with a message for the client
     */
    public static Duration seconds(@Nullable String text) {
        return Duration.ofSeconds(number("seconds", text, MAX_SECONDS));
    }

    private static int number(String name, @Nullable String text, int max) {
        int number = text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < 0 || number > max) {
            throw new IllegalArgumentException("?" + name + "= takes a number from 0 to " + max + "\n");
        }
        return number;
    }

    /** Blocks for the time; returns early when the thread is interrupted. */
    public static void pause(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
