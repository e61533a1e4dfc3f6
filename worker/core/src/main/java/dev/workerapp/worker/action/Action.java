package dev.workerapp.worker.action;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Something that this worker can be asked to do.
 *
 * @param name as in a call
 * @param description one sentence for a person
 * @param builtIn whether it is the runtime's own
 * @param limit how long a run may take
 * @param turns as many permits as runs may go on at once
 * @param loader what the handler's thread finds classes by
 * @param handler does it
 */
record Action(
        String name,
        String description,
        boolean builtIn,
        Duration limit,
        Semaphore turns,
        @Nullable ClassLoader loader,
        Handler handler) {

    /** What an action does. */
    @FunctionalInterface
    interface Handler {
        /**
         * Does it.
         *
         * @return null, text, a number, a truth value, or a map or collection of those
         * @throws Exception that becomes the caller's answer; it may be a {@link dev.workerapp.worker.call.CallException}
         */
        @Nullable
        Object run(List<String> arguments) throws Exception;
    }
}
