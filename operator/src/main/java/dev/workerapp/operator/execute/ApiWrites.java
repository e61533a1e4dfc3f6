package dev.workerapp.operator.execute;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.GoJson;
import dev.workerapp.operator.api.Ownership;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the Kubernetes client, and puts what the API server answers into the informers' own caches of recent
 * writes, so that the next look sees it. For one reconciliation; as thread-safe as its context.
 */
public final class ApiWrites implements Writes {

    /** Who the operator is to server-side apply. */
    public static final String FIELD_MANAGER = "workerapp";

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Context<WorkerApp> context;
    private final InformerEventSource<Pod, WorkerApp> pods;
    private final InformerEventSource<ControllerRevision, WorkerApp> revisions;
    private final EventRecorder events;

    /** Writes of one reconciliation. */
    public ApiWrites(
            Context<WorkerApp> context,
            InformerEventSource<Pod, WorkerApp> pods,
            InformerEventSource<ControllerRevision, WorkerApp> revisions,
            EventRecorder events) {
        this.client = context.getClient();
        this.context = context;
        this.pods = pods;
        this.revisions = revisions;
        this.events = events;
    }

    @Override
    public void createPod(Pod pod) {
        try {
            context.resourceOperations().create(pod, pods);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409 || !isAlreadyThere(pod)) {
                throw e;
            }
        }
    }

    @Override
    public Pod tryPod(Pod pod) {
        try {
            return client.resource(pod).dryRun().create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
            return livePod(pod.getMetadata().getNamespace(), pod.getMetadata().getName())
                    .orElseThrow(() -> e);
        }
    }

    private boolean isAlreadyThere(Pod wanted) {
        return livePod(wanted.getMetadata().getNamespace(), wanted.getMetadata().getName())
                .filter(live -> live.getMetadata()
                        .getOwnerReferences()
                        .equals(wanted.getMetadata().getOwnerReferences()))
                .filter(live ->
                        Ownership.label(live, Names.INCARNATION).equals(Ownership.label(wanted, Names.INCARNATION)))
                .isPresent();
    }

    @Override
    public Optional<Pod> livePod(String namespace, String name) {
        return Optional.ofNullable(
                client.pods().inNamespace(namespace).withName(name).get());
    }

    @Override
    public boolean isKept(WorkerApp app) {
        WorkerApp live = client.resource(app).get();
        return live != null
                && !live.isMarkedForDeletion()
                && live.getMetadata().getUid().equals(app.getMetadata().getUid());
    }

    @Override
    public void deletePod(String namespace, String name, String uid, long graceSeconds) {
        String options = client.getKubernetesSerialization()
                .asJson(new DeleteOptionsBuilder()
                        .withGracePeriodSeconds(graceSeconds)
                        .withNewPreconditions(null, uid)
                        .build());
        try {
            // By the raw call, since that gives back the pod as it is now: terminating.
            String answer = client.raw("/api/v1/namespaces/" + namespace + "/pods/" + name, "DELETE", options);
            Pod deleted = client.getKubernetesSerialization().unmarshal(answer, Pod.class);
            pods.get(new ResourceID(name, namespace))
                    .filter(before -> before.getMetadata().getUid().equals(uid))
                    .ifPresent(before ->
                            pods.handleRecentResourceUpdate(new ResourceID(name, namespace), deleted, before));
        } catch (KubernetesClientException e) {
            // Gone, or another pod of that name: in both cases the one that was meant is no more.
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
        }
    }

    @Override
    public void adoptPod(WorkerApp app, String name, String uid) {
        ResourceID id = new ResourceID(name, app.getMetadata().getNamespace());
        pods.get(id)
                .filter(pod -> pod.getMetadata().getUid().equals(uid) && Ownership.isOrphan(pod))
                .ifPresent(orphan -> {
                    Pod adopted = client.pods()
                            .inNamespace(id.getNamespace().orElseThrow())
                            .withName(name)
                            .patch(MERGE, adoption(app, orphan));
                    pods.handleRecentResourceUpdate(id, adopted, orphan);
                });
    }

    /** With the version that was seen, since a merge patch replaces the list: nobody who came meanwhile is put out. */
    private String adoption(WorkerApp app, Pod orphan) {
        List<OwnerReference> owners = new ArrayList<>(orphan.getMetadata().getOwnerReferences());
        owners.add(Ownership.reference(app));
        return client.getKubernetesSerialization()
                .asJson(Map.of(
                        "metadata",
                        Map.of(
                                "uid",
                                orphan.getMetadata().getUid(),
                                "resourceVersion",
                                orphan.getMetadata().getResourceVersion(),
                                "ownerReferences",
                                owners)));
    }

    @Override
    public void annotatePod(String namespace, String name, String uid, Map<String, String> annotations) {
        ResourceID id = new ResourceID(name, namespace);
        String patch = client.getKubernetesSerialization()
                .asJson(Map.of("metadata", Map.of("uid", uid, "annotations", annotations)));
        pods.get(id).filter(pod -> pod.getMetadata().getUid().equals(uid)).ifPresent(before -> {
            try {
                Pod annotated =
                        client.pods().inNamespace(namespace).withName(name).patch(MERGE, patch);
                pods.handleRecentResourceUpdate(id, annotated, before);
            } catch (KubernetesClientException e) {
                if (e.getCode() != 404 && e.getCode() != 409) {
                    throw e;
                }
            }
        });
    }

    @Override
    public void createRevision(ControllerRevision revision) {
        try {
            ControllerRevision asGo = new ControllerRevisionBuilder(revision)
                    .withData(GoJson.of(revision.getData()))
                    .build();
            context.resourceOperations().create(asGo, revisions);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
        }
    }

    @Override
    public void annotateRevision(ControllerRevision revision, Map<String, @Nullable String> annotations) {
        String patch = "{\"metadata\":{\"uid\":\"" + revision.getMetadata().getUid() + "\",\"annotations\":"
                + client.getKubernetesSerialization().asJson(annotations) + "}}";
        context.resourceOperations()
                .resourcePatch(revision, before -> client.resource(before).patch(MERGE, patch), revisions);
    }

    @Override
    public void deleteRevision(ControllerRevision revision) {
        delete(revision);
    }

    @Override
    public <T extends HasMetadata> void apply(T object) {
        client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }

    @Override
    public <T extends HasMetadata> void delete(T object) {
        client.resource(object)
                .lockResourceVersion(object.getMetadata().getResourceVersion())
                .delete();
    }

    @Override
    public WorkerApp status(WorkerApp app, WorkerAppStatus status) {
        WorkerApp patch = new WorkerApp();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(app.getMetadata().getName())
                .withNamespace(app.getMetadata().getNamespace())
                .withUid(app.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return client.resource(patch)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FIELD_MANAGER)
                        .withForce(true)
                        .build());
    }

    @Override
    public void event(Event event) {
        events.record(event);
    }
}
