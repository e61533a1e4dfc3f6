package dev.workerapp.operator.observe;

import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what there is of an app into the planner's words. */
public final class Observer {

    private Observer() {}

    /**
     * What is seen.
     *
     * @param pods all pods with the app's label in its namespace
     * @param nodes how the node of a pod is
     * @param events the Events of pods in trouble
     * @param revisions the app's revisions, the one that it asks for included
     * @param status what was last reported; it holds what can't be observed again
     */
    public static Observed observe(
            WorkerApp app,
            Collection<Pod> pods,
            Function<Pod, NodeState> nodes,
            PodEvents.Seen events,
            List<StoredRevision> revisions,
            Optional<WorkerAppStatus> status) {
        String startPolicy = CanonicalSpec.startPolicy(app.getSpec());
        return new Observed(
                workers(pods.stream().filter(pod -> isOfApp(app, pod) && Ownership.controls(app, pod)), nodes, events),
                workers(pods.stream().filter(pod -> isOfApp(app, pod) && Ownership.isOrphan(pod)), nodes, events),
                revisions.stream()
                        .map(revision -> revision.toPlanner(startPolicy))
                        .toList(),
                status.map(Remembered::refusals).orElse(List.of()),
                status.flatMap(Remembered::lastReload));
    }

    private static List<Worker> workers(Stream<Pod> pods, Function<Pod, NodeState> nodes, PodEvents.Seen events) {
        return pods.flatMap(pod -> PodReader.read(pod, nodes.apply(pod), events).stream())
                .toList();
    }

    /** A person who takes the label off a worker takes it out of the app. */
    private static boolean isOfApp(WorkerApp app, Pod pod) {
        return Ownership.label(pod, Names.APP)
                .filter(app.getMetadata().getName()::equals)
                .isPresent();
    }
}
