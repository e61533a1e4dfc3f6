package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.BoundedMap;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pods that have an app's label and are not its workers: a Deployment whose template has it, a copy for a look inside. They
 * are not touched, and the app's Service and budget do not select them; but who lists pods by that label, or has a Service
 * of one's own with it, should know of them. Each is reported once. Thread-safe.
 */
public final class ForeignPods {

    /** Apps that are deleted while they have such pods are pushed out by others. */
    private static final int MOST_APPS = 10_000;

    /** UIDs of those that are reported, by the app's UID; of apps that have any. */
    private final Map<String, Set<String>> reported = new BoundedMap<>(MOST_APPS);

    /** The problems of those that were not there at the last call for this app. */
    public synchronized List<Problem> news(WorkerApp app, Collection<Pod> pods) {
        List<Pod> foreign = pods.stream().filter(pod -> isForeign(app, pod)).toList();
        String uid = app.getMetadata().getUid();
        Set<String> known = foreign.isEmpty()
                ? reported.remove(uid)
                : reported.put(
                        uid,
                        foreign.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet()));
        return foreign.stream()
                .filter(pod ->
                        known == null || !known.contains(pod.getMetadata().getUid()))
                .map(pod -> problem(app, pod))
                .toList();
    }

    /** Workers of a deleted app of this name, which the garbage collector is about to delete, are none. */
    private static boolean isForeign(WorkerApp app, Pod pod) {
        return Ownership.hasLabels(pod, Ownership.labels(app))
                && !pod.isMarkedForDeletion()
                && !Observer.isWorker(app, pod)
                && Ownership.controller(pod)
                        .map(owner -> !owner.getKind().equals(app.getKind()))
                        .orElseGet(() -> !Observer.isLeftBehind(app, pod)
                                || PodReader.read(pod).isEmpty());
    }

    private static Problem problem(WorkerApp app, Pod pod) {
        String owner = Ownership.controller(pod)
                .map(ForeignPods::name)
                .map(name -> name + " controls it")
                .orElse("nothing controls it, and it has not all labels of a worker");
        return new Problem(
                Reason.FOREIGN_POD,
                "Pod %s has the label %s=%s, but it is not a worker of this app: %s. The app's Service and PodDisruptionBudget don't select it. Remove the label from it or from its template."
                        .formatted(
                                pod.getMetadata().getName(),
                                Names.APP,
                                app.getMetadata().getName(),
                                owner));
    }

    private static String name(OwnerReference owner) {
        return owner.getKind() + " " + owner.getName();
    }
}
