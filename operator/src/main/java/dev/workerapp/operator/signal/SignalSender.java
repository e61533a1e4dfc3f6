package dev.workerapp.operator.signal;

import dev.workerapp.operator.runtime.ReadyWorker;
import java.io.IOException;
import java.util.Optional;

/** Has a signal raised in a worker. Thread-safe. */
interface SignalSender extends AutoCloseable {

    /**
     * Has it raised, once for each token however often it is sent.
     *
     * @param name without SIG
     * @return why it will never be raised, for a person; empty once it is raised
     * @throws IOException if that is not known, or another try may succeed; the message says why, for a person
     */
    Optional<String> send(ReadyWorker worker, String name, String token) throws IOException, InterruptedException;

    @Override
    void close();
}
