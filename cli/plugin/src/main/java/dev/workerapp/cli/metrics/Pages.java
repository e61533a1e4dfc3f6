package dev.workerapp.cli.metrics;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import java.io.IOException;
import java.util.Collection;

/** The way to the metrics pages of workers. Thread-safe. Close it. */
public interface Pages extends AutoCloseable {

    /** The path of the page at the port of a worker's runtime. */
    String PATH = "/metrics";

    /**
     * Reads the page of a worker.
     *
     * @throws IOException if nothing answers
     */
    Reply read(Worker worker) throws IOException;

    /** From now on only these workers are asked. */
    default void keep(Collection<Worker> workers) {}

    @Override
    default void close() {}

    /**
     * Through the API server, or over the kubelets.
     *
     * @param isForwarded whether over the kubelets, for where the API server has no way to pods
     */
    static Pages of(Cluster cluster, Api api, boolean isForwarded) {
        return isForwarded ? new ForwardedPages(cluster) : through(api);
    }

    /** Through the API server's proxy. */
    static Pages through(Api api) {
        return worker -> api.exchange(Request.get(Paths.worker(worker, PATH)));
    }
}
