package dev.workerapp.operator.usage;

import dev.workerapp.operator.runtime.ReadyWorker;
import java.io.IOException;

/** Asks the runtime of a worker. Thread-safe. */
interface UsageReader extends AutoCloseable {

    /**
     * What the runtime says now.
     *
     * @throws IOException if it does not answer, or with something else; the message says why, for a person
     */
    RuntimeUsage read(ReadyWorker worker) throws IOException, InterruptedException;

    @Override
    void close();
}
