package dev.workerapp.worker.stop;

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
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        var threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (HANDLERS.contains(threads[i].getName())) {
                return true;
            }
        }
        return false;
    }
}
