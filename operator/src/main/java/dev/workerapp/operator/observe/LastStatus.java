package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.BoundedMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status that this process has written last, until the informer has seen it: a status holds what can't be observed
 * again, so it must not be read from before one's own write. It makes an answer newer and is not needed for it to be
 * right, so of apps that nobody looks at again only the last are kept. Thread-safe.
 */
public final class LastStatus {

    /** Far more apps than have a write that the informer has not seen; they are gone from it within moments. */
    static final int MOST = 1000;

    private final Map<String, Written> written = new BoundedMap<>(MOST);

    private record Written(long version, @Nullable WorkerAppStatus status) {}

    /** Remember the app as the API server has it. */
    public synchronized void wrote(WorkerApp app) {
        written.put(app.getMetadata().getUid(), new Written(version(app), app.getStatus()));
    }

    /** The newer of the informer's status and the one written last. */
    public synchronized Optional<WorkerAppStatus> of(WorkerApp seen) {
        String uid = seen.getMetadata().getUid();
        Written own = written.get(uid);
        if (own != null && version(seen) < own.version()) {
            return Optional.ofNullable(own.status());
        }
        written.remove(uid);
        return Optional.ofNullable(seen.getStatus());
    }

    /** How many statuses are kept. */
    synchronized int size() {
        return written.size();
    }

    // Comparable as numbers by Kubernetes' own word since 1.35 (KEP-5504), and in fact since there is etcd 3.
    private static long version(WorkerApp app) {
        return Long.parseLong(app.getMetadata().getResourceVersion());
    }
}
