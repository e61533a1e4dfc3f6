package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.Copy;
import dev.workerapp.operator.config.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the operator writes to the API server, and the reads that must be live. Tests stand in between here. Every
 * write says whether it has changed something: one that has not is neither counted nor reported as done. Every method
 * throws {@link io.fabric8.kubernetes.client.KubernetesClientException} with the server's answer when it is refused or
 * can't be had.
 */
public interface Writes {

    /** What came of an object that was to be created. */
    enum Creation {
        /** It was created. */
        CREATED,
        /** It was there already: the app's pod of the same slot, revision and incarnation, or the same revision. */
        ALREADY_THERE,
        /** Another object has its name. Nothing has changed. */
        NAME_TAKEN
    }

    /** Creates a worker's pod. */
    Creation createPod(Pod pod);

    /** What the API server would keep of a pod if it were created, by a dry run; of one that is there, what it has. */
    Pod tryPod(Pod pod);

    /** The pod as the API server has it now; empty if it is gone. */
    Optional<Pod> livePod(String namespace, String name);

    /** The app as the API server has it now, by UID; empty if it is gone. */
    Optional<WorkerApp> liveApp(WorkerApp app);

    /**
     * Whether the API server has the app now, by UID, and nobody is deleting it. To be asked before anything is adopted:
     * what a deletion with {@code --cascade=orphan} releases would be taken back by a view that is stale, and go with the
     * app.
     */
    boolean isKept(WorkerApp app);

    /**
     * Deletes a pod if it still has this UID.
     *
     * @return false if it is gone, or is another one
     */
    boolean deletePod(String namespace, String name, String uid, long graceSeconds);

    /**
     * Makes the app the controller of a pod that has none, if it is still as it was seen. Its other owners stay.
     *
     * @return false if it is gone, has changed, or is controlled by somebody
     */
    boolean adoptPod(WorkerApp app, String name, String uid);

    /**
     * Sets annotations of a pod if it still has this UID.
     *
     * @return false if it has them already, is gone, or is another one
     */
    boolean annotatePod(String namespace, String name, String uid, Map<String, String> annotations);

    /** Creates a revision of an app, or adopts the same one that an app of its name has left behind. */
    Creation createRevision(WorkerApp app, ControllerRevision revision);

    /**
     * Makes the app the controller of a revision that has none, if it is still as it was seen.
     *
     * @return false if it is gone or controlled by somebody, so that nothing has changed
     */
    boolean adoptRevision(WorkerApp app, ControllerRevision revision);

    /**
     * Sets annotations of a revision if it still has its UID, and removes those whose value is null.
     *
     * @return false if it has them so already, is gone, or is another one
     */
    boolean annotateRevision(ControllerRevision revision, Map<String, @Nullable String> annotations);

    /**
     * Deletes a revision if it is still as it was seen.
     *
     * @return false if it is gone, has changed, or is another one
     */
    boolean deleteRevision(ControllerRevision revision);

    /**
     * Creates a copy of a ConfigMap or a Secret.
     *
     * @return the copy as it is there, which it may have been before; empty if another object has its name
     */
    <T extends HasMetadata> Optional<T> createCopy(WorkerApp app, T copy);

    /** Creates a Secret; what is there of its name is not read. Never {@link Creation#NAME_TAKEN}, since that is not known. */
    Creation createSecret(Secret secret);

    /** Whether the API server has a copy of this name now, which is the app's or nobody's. */
    boolean hasCopy(WorkerApp app, Kind kind, String name);

    /** The app's revisions as the API server has them now. */
    List<ControllerRevision> liveRevisions(WorkerApp app);

    /** Deletes a copy of a ConfigMap or a Secret if it still has this UID. */
    void deleteCopy(WorkerApp app, Copy copy);

    /**
     * Brings an object to this state by server-side apply.
     *
     * @param before the object as it was seen; empty if it was not there
     * @return false if it was so already
     */
    <T extends HasMetadata> boolean apply(T object, Optional<T> before);

    /**
     * Deletes an object if it is still as it was seen.
     *
     * @return false if it is gone, has changed, or is another one
     */
    <T extends HasMetadata> boolean delete(T object);

    /** Writes an app's status and returns the app as it is then. */
    WorkerApp status(WorkerApp app, WorkerAppStatus status);

    /** Has an Event written beside all else. It is news, not truth: losing it is logged and nothing else. */
    void event(Event event);
}
