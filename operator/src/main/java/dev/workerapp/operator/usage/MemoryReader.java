package dev.workerapp.operator.usage;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Reads how much memory the containers of workers use. Thread-safe. */
@FunctionalInterface
public interface MemoryReader {

    /**
     * What the cluster says of a worker's main container.
     *
     * @param namespace the namespace of its pod
     * @param pod the name of its pod
     * @param at when it was measured, by the clock of its node
     * @param bytes its working set
     */
    record Sample(String namespace, String pod, Instant at, long bytes) {}

    /**
     * The last sample of each worker of which there is one.
     *
     * @throws IOException if there are none to be had; the message says why, for a person
     */
    List<Sample> read() throws IOException;
}
