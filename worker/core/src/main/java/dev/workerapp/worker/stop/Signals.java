package dev.workerapp.worker.stop;

import dev.workerapp.worker.thread.Threads;
import java.util.Set;

/**
 * Tells a JVM that ends because it was asked to from one that ends by itself. An app that calls {@code System.exit} from
 * a request must not be kept waiting for that very request.
 */
final class Signals {
    private static final Set<String> HANDLERS = Set.of("SIGTERM handler", "SIGINT handler", "SIGHUP handler");

    private Signals() {}

    /** Whether a signal's handler is what ends this JVM: HotSpot runs it on a thread that is named after the signal. */
    static boolean received() {
        return Threads.all().anyMatch(thread -> HANDLERS.contains(thread.getName()));
    }
}
