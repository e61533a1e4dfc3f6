package dev.workerapp.cli.metrics;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.kubectl.Forward;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Through a {@code kubectl port-forward} for each worker, for where the API server has no way to pods: that goes over the
 * kubelet. It is kept for the next look, and ends when its worker is asked no more. Thread-safe.
 */
final class ForwardedPages implements Pages {

    private final Cluster cluster;
    /** By the UID of the pod. */
    private final Map<String, Forward> forwards = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** With nothing forwarded yet. */
    ForwardedPages(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Reply read(Worker worker) throws IOException {
        Forward forward = forward(worker);
        try {
            return forward.exchange(Request.get(PATH));
        } catch (IOException e) {
            throw new IOException("nothing at its port " + worker.controlPort(), e);
        }
    }

    private Forward forward(Worker worker) throws IOException {
        try {
            Forward forward = forwards.compute(uid(worker), (_, known) -> {
                if (known != null && known.isOpen()) {
                    return known;
                }
                if (known != null) {
                    known.close();
                }
                return cluster.forward(worker.namespace(), worker.name(), worker.controlPort());
            });
            if (closed) {
                close();
                throw new IOException("ended");
            }
            return forward;
        } catch (Failure e) {
            throw new IOException(e.message().lines().findFirst().orElse(""), e);
        }
    }

    @Override
    public void keep(Collection<Worker> workers) {
        Set<String> asked = workers.stream().map(ForwardedPages::uid).collect(Collectors.toSet());
        forwards.keySet().stream().filter(uid -> !asked.contains(uid)).toList().forEach(this::end);
    }

    private void end(String uid) {
        Forward forward = forwards.remove(uid);
        if (forward != null) {
            forward.close();
        }
    }

    private static String uid(Worker worker) {
        return worker.json().at("metadata", "uid").text();
    }

    @Override
    public void close() {
        closed = true;
        forwards.keySet().forEach(this::end);
    }
}
