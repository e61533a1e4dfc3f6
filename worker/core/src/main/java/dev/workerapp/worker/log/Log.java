package dev.workerapp.worker.log;

/**
 * Writes single lines to standard error. Not to a logging library: as an agent the runtime starts before the app has
 * chosen and configured its own, and using {@code java.util.logging} that early would fix its configuration. Safe for
 * use by several threads.
 */
public final class Log {
    private Log() {}

    /** Writes one line; {@code message} says what happened and what follows from it. */
    public static void line(String message) {
        System.err.println("workerapp: " + message);
    }

    /** Writes one line that ends with what went wrong. */
    public static void line(String message, Throwable cause) {
        line(message + ": " + cause);
    }
}
