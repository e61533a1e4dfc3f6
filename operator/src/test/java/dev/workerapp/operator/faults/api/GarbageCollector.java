package dev.workerapp.operator.faults.api;

import java.util.concurrent.Executor;

/** Deletes what is owned by nobody any more: Kubernetes' background deletion, driven by events. */
public final class GarbageCollector {

    private GarbageCollector() {}

    /** Begins to act; the executor runs one thing after the other. */
    public static void on(FakeApiServer server, Executor executor) {
        server.listen(change -> {
            // An object may be created after its owner has gone.
            if (change.after().isEmpty() || change.before().isEmpty()) {
                executor.execute(server::collectGarbage);
            }
        });
    }
}
