package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The status that this process has written last, until the informer has seen it: a status holds what can't be observed
 * again, so it must not be read from before one's own write. It makes an answer newer and is not needed for it to be
 * right. Thread-safe.
 */
public final class LastStatus {

    private final Map<String, WorkerApp> written = new ConcurrentHashMap<>();

    /** Remember the app as the API server has answered. */
    public void wrote(WorkerApp app) {
        written.put(app.getMetadata().getUid(), app);
    }

    /** The newer of the informer's status and the one written last. */
    public Optional<WorkerAppStatus> of(WorkerApp seen) {
        WorkerApp newest = written.computeIfPresent(
                seen.getMetadata().getUid(), (uid, own) -> version(seen) >= version(own) ? null : own);
        return Optional.ofNullable((newest == null ? seen : newest).getStatus());
    }

    /** Forget an app that is gone. */
    public void forget(WorkerApp app) {
        written.remove(app.getMetadata().getUid());
    }

    // Comparable as numbers by Kubernetes' own word since 1.35 (KEP-5504), and in fact since there is etcd 3.
    private static long version(WorkerApp app) {
        return Long.parseLong(app.getMetadata().getResourceVersion());
    }
}
