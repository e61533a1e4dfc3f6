package dev.workerapp.cli.kubectl;

import java.io.IOException;

/** A way to a port of a pod that goes over its kubelet, and not over the network of pods. Thread-safe. Close it. */
public interface Forward extends AutoCloseable {

    /**
     * Sends a request and returns the answer, whatever its status.
     *
     * @throws IOException if nothing answers there
     */
    Reply exchange(Request request) throws IOException;

    /** Whether it may still be used: it ends with its pod. */
    boolean isOpen();

    @Override
    void close();
}
