package dev.workerapp.operator.execute;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.GoJson;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.config.Copy;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.desired.StoredRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the Kubernetes client, and puts what the API server answers into the informers' own caches of recent
 * writes, so that the next look sees it. For one reconciliation; as thread-safe as its context.
 */
public final class ApiWrites implements Writes {

    /** Who the operator is to server-side apply. */
    public static final String FIELD_MANAGER = "workerapp";

    private static final int MOST_TRIES = 5;

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
    public Creation createPod(Pod pod) {
        try {
            context.resourceOperations().create(pod, pods);
            return Creation.CREATED;
        } catch (KubernetesClientException e) {
            if (!Refused.isAlreadyExists(e)) {
                throw e;
            }
            return livePod(pod.getMetadata().getNamespace(), pod.getMetadata().getName())
                    .map(there -> isSameWorker(pod, there) ? alreadyThere(there) : Creation.NAME_TAKEN)
                    .orElseThrow(() -> e);
        }
    }

    /** An earlier create that nobody has seen take effect; it is put where the next look finds it. */
    private Creation alreadyThere(Pod there) {
        pods.handleRecentResourceCreate(ResourceID.fromResource(there), there);
        return Creation.ALREADY_THERE;
    }

    /** Whether it is the app's, and not one that a person has taken out of it by its label. */
    private static boolean isSameWorker(Pod wanted, Pod there) {
        return there.getMetadata()
                        .getOwnerReferences()
                        .equals(wanted.getMetadata().getOwnerReferences())
                && Stream.of(Names.APP, Names.SLOT, Names.REVISION, Names.INCARNATION)
                        .allMatch(label -> Ownership.label(there, label).equals(Ownership.label(wanted, label)));
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

    @Override
    public Optional<Pod> livePod(String namespace, String name) {
        return Optional.ofNullable(
                client.pods().inNamespace(namespace).withName(name).get());
    }

    @Override
    public Optional<WorkerApp> liveApp(WorkerApp app) {
        return Optional.ofNullable(client.resource(app).get())
                .filter(live ->
                        live.getMetadata().getUid().equals(app.getMetadata().getUid()));
    }

    @Override
    public boolean isKept(WorkerApp app) {
        return liveApp(app).filter(live -> !live.isMarkedForDeletion()).isPresent();
    }

    @Override
    public boolean deletePod(String namespace, String name, String uid, long graceSeconds) {
        String options = client.getKubernetesSerialization()
                .asJson(new DeleteOptionsBuilder()
                        .withGracePeriodSeconds(graceSeconds)
                        .withNewPreconditions(null, uid)
                        .build());
        // By the raw call, since that gives back the pod as it is now: terminating.
        UnaryOperator<Pod> delete = before -> asDeleted(
                before,
                client.getKubernetesSerialization()
                        .unmarshal(
                                client.raw("/api/v1/namespaces/" + namespace + "/pods/" + name, "DELETE", options),
                                Pod.class));
        return pods.get(new ResourceID(name, namespace))
                .filter(pod -> pod.getMetadata().getUid().equals(uid))
                .filter(before -> ifStillThere(() -> {
                    context.resourceOperations().resourcePatch(before, delete, pods);
                    return true;
                }))
                .isPresent();
    }

    /**
     * What the next look is to see. A pod that ends with grace is as the API server answers. One that is gone at once, as
     * without a node, has the version of its deletion in the answer: kept under that, it would outlive the event that says
     * so, where that has come already. So it is kept as it was, but ending.
     */
    private static Pod asDeleted(Pod before, Pod answer) {
        Long grace = answer.getMetadata().getDeletionGracePeriodSeconds();
        if (answer.getMetadata().getDeletionTimestamp() != null && grace != null && grace > 0) {
            return answer;
        }
        return new PodBuilder(before)
                .editMetadata()
                .withDeletionTimestamp(Instant.now().toString())
                .endMetadata()
                .build();
    }

    @Override
    public boolean adoptPod(WorkerApp app, String name, String uid) {
        return pods.get(new ResourceID(name, app.getMetadata().getNamespace()))
                .filter(pod -> pod.getMetadata().getUid().equals(uid) && Ownership.isOrphan(pod))
                .filter(orphan -> patchPod(orphan, adoption(app, orphan)))
                .isPresent();
    }

    /** With the version that was seen, since a merge patch replaces the list: nobody who came meanwhile is put out. */
    private String adoption(WorkerApp app, HasMetadata orphan) {
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
    public boolean annotatePod(String namespace, String name, String uid, Map<String, String> annotations) {
        String patch = client.getKubernetesSerialization()
                .asJson(Map.of("metadata", Map.of("uid", uid, "annotations", annotations)));
        return pods.get(new ResourceID(name, namespace))
                .filter(pod -> pod.getMetadata().getUid().equals(uid))
                .filter(before -> patchPod(before, patch))
                .isPresent();
    }

    private boolean patchPod(Pod before, String patch) {
        return ifStillThere(() -> differ(
                before,
                context.resourceOperations()
                        .resourcePatch(
                                before,
                                pod -> client.pods()
                                        .inNamespace(pod.getMetadata().getNamespace())
                                        .withName(pod.getMetadata().getName())
                                        .patch(MERGE, patch),
                                pods)));
    }

    @Override
    public Creation createRevision(WorkerApp app, ControllerRevision revision) {
        try {
            ControllerRevision asGo = new ControllerRevisionBuilder(revision)
                    .withData(GoJson.of(revision.getData()))
                    .build();
            context.resourceOperations().create(asGo, revisions);
            return Creation.CREATED;
        } catch (KubernetesClientException e) {
            if (!Refused.isAlreadyExists(e)) {
                throw e;
            }
            ControllerRevision there = client.resource(revision).get();
            if (there == null) {
                throw e;
            }
            return new StoredRevision(there).isSame(new StoredRevision(revision)) && isOrBecomes(app, there)
                    ? Creation.ALREADY_THERE
                    : Creation.NAME_TAKEN;
        }
    }

    /** Whether the app controls a revision that the informer has not shown yet, or can adopt it. */
    private boolean isOrBecomes(WorkerApp app, ControllerRevision there) {
        if (Ownership.controls(app, there)) {
            revisions.handleRecentResourceCreate(ResourceID.fromResource(there), there);
            return true;
        }
        return Ownership.isOrphan(there) && isKept(app) && adoptRevision(app, there);
    }

    @Override
    public boolean adoptRevision(WorkerApp app, ControllerRevision revision) {
        String patch = adoption(app, revision);
        return ifStillThere(() -> differ(
                revision,
                context.resourceOperations()
                        .resourcePatch(
                                revision, before -> client.resource(before).patch(MERGE, patch), revisions)));
    }

    @Override
    public boolean annotateRevision(ControllerRevision revision, Map<String, @Nullable String> annotations) {
        String patch = "{\"metadata\":{\"uid\":\"" + revision.getMetadata().getUid() + "\",\"annotations\":"
                + client.getKubernetesSerialization().asJson(annotations) + "}}";
        return ifStillThere(() -> differ(
                revision,
                context.resourceOperations()
                        .resourcePatch(
                                revision, before -> client.resource(before).patch(MERGE, patch), revisions)));
    }

    @Override
    public boolean deleteRevision(ControllerRevision revision) {
        return delete(revision);
    }

    @Override
    public <T extends HasMetadata> Optional<T> createCopy(WorkerApp app, T copy) {
        try {
            return Optional.of(client.resource(copy).create());
        } catch (KubernetesClientException e) {
            if (!Refused.isAlreadyExists(e)) {
                throw e;
            }
            T there = client.resource(copy).get();
            if (there == null) {
                throw e;
            }
            return Optional.of(there)
                    .filter(object -> isOwnOrOrphan(app, object))
                    .filter(object -> CopyContent.of(object).equals(CopyContent.of(copy)));
        }
    }

    @Override
    public Creation createSecret(Secret secret) {
        try {
            client.resource(secret).create();
            return Creation.CREATED;
        } catch (KubernetesClientException e) {
            if (!Refused.isAlreadyExists(e)) {
                throw e;
            }
            return Creation.ALREADY_THERE;
        }
    }

    private static boolean isOwnOrOrphan(WorkerApp app, HasMetadata object) {
        return (Ownership.controls(app, object) || Ownership.isOrphan(object))
                && Ownership.hasLabels(object, Ownership.labels(app));
    }

    @Override
    public boolean hasCopy(WorkerApp app, Kind kind, String name) {
        Class<? extends HasMetadata> type =
                switch (kind) {
                    case CONFIG_MAP -> ConfigMap.class;
                    case SECRET -> Secret.class;
                };
        HasMetadata object = client.resources(type)
                .inNamespace(app.getMetadata().getNamespace())
                .withName(name)
                .get();
        return object != null && isOwnOrOrphan(app, object);
    }

    @Override
    public List<ControllerRevision> liveRevisions(WorkerApp app) {
        return client.apps()
                .controllerRevisions()
                .inNamespace(app.getMetadata().getNamespace())
                .withLabels(Ownership.labels(app))
                .list()
                .getItems();
    }

    @Override
    public void deleteCopy(WorkerApp app, Copy copy) {
        String options = client.getKubernetesSerialization()
                .asJson(new DeleteOptionsBuilder()
                        .withNewPreconditions(null, copy.uid())
                        .build());
        // By the raw call, since the client would read the object first, with all that is in it.
        ifStillThere(() -> {
            client.raw(
                    "/api/v1/namespaces/" + app.getMetadata().getNamespace() + "/"
                            + copy.kind().resource() + "/" + copy.name(),
                    "DELETE",
                    options);
            return true;
        });
    }

    @Override
    public <T extends HasMetadata> boolean apply(T object, Optional<T> before) {
        T after = context.resourceOperations().resourcePatch(object, wanted -> client.resource(wanted)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply());
        return before.isEmpty() || differ(before.get(), after);
    }

    @Override
    public <T extends HasMetadata> boolean delete(T object) {
        return ifStillThere(() -> {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                T live = client.resource(object).get();
                if (live == null
                        || !live.getMetadata()
                                .getUid()
                                .equals(object.getMetadata().getUid())) {
                    return false;
                }
                try {
                    return deleteAsItIs(live);
                } catch (KubernetesClientException e) {
                    if (e.getCode() != 409) {
                        throw e;
                    }
                    // Somebody wrote to it in between, as a controller does to its status.
                }
            }
            return false;
        });
    }

    private <T extends HasMetadata> boolean deleteAsItIs(T live) {
        return !client.resource(live)
                .lockResourceVersion(live.getMetadata().getResourceVersion())
                .delete()
                .isEmpty();
    }

    /** Gone, changed, or another object of that name: in all three cases the one that was meant is no more. */
    private static boolean ifStillThere(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
            return false;
        }
    }

    /** A write that changes nothing leaves an object its version. */
    private static boolean differ(HasMetadata before, HasMetadata after) {
        return !Objects.equals(
                before.getMetadata().getResourceVersion(), after.getMetadata().getResourceVersion());
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
