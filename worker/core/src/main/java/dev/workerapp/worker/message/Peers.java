package dev.workerapp.worker.message;

import java.net.InetSocketAddress;
import java.util.Set;

/** The other workers of the app. */
@FunctionalInterface
public interface Peers {
    /** Where those that are there now take messages, without this worker's own; may wait for DNS. */
    Set<InetSocketAddress> now();
}
