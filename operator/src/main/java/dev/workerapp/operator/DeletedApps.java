package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.BoundedMap;
import java.util.Collections;
import java.util.Set;

/**
 * Apps that do not exist any more, as the API server has answered, though the informer still has them: as long as its watch
 * does not report the deletion, each worker, Service and revision that the garbage collector deletes would be created again.
 * An app with the same UID never comes back. When the process ends this is forgotten, and learnt anew by one write.
 * Thread-safe.
 */
final class DeletedApps {

    /** Far more than are deleted while a watch is behind. */
    static final int MOST = 10_000;

    private final Set<String> uids = Collections.newSetFromMap(new BoundedMap<>(MOST));

    synchronized void add(WorkerApp app) {
        uids.add(app.getMetadata().getUid());
    }

    synchronized boolean contains(WorkerApp app) {
        return uids.contains(app.getMetadata().getUid());
    }
}
