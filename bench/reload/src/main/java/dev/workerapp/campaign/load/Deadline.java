package dev.workerapp.campaign.load;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** How long a step of an exchange may still take. */
@FunctionalInterface
interface Deadline {

    /** Microseconds from now; 0 or less when it is over. */
    long remaining();

    /** At this time, in microseconds since 1970. */
    static Deadline at(long micros) {
        return () -> micros - Time.now();
    }

    /** So long for each step. */
    static Deadline each(Duration step) {
        long micros = step.toNanos() / 1000;
        return () -> micros;
    }

    /** As the timeout of a socket, which takes 0 for none. Rounded up, so that no time is left when it is over. */
    default int millis() throws SocketTimeoutException {
        long remaining = remaining();
        if (remaining <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return Math.toIntExact(Math.ceilDiv(remaining, 1000));
    }
}
