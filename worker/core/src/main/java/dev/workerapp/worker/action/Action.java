package dev.workerapp.worker.action;

import dev.workerapp.worker.ActionHandler;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Something that this worker can be asked to do.
 *
 * @param name as in a call
 * @param description one sentence for a person
 * @param kind whose it is
 * @param limit how long a run may take
 * @param turns as many permits as runs may go on at once
 * @param loader what the handler's thread finds classes by
 * @param handler does it
 */
record Action(
        String name,
        String description,
        Kind kind,
        Duration limit,
        Semaphore turns,
        @Nullable ClassLoader loader,
        ActionHandler handler) {

    /** Whose it is. */
    enum Kind {
        /** The app's. */
        APP,
        /** The runtime's own. */
        BUILT_IN,
        /** The runtime's own, and it writes a file: its handler returns the path. */
        BUILT_IN_FILE
    }
}
