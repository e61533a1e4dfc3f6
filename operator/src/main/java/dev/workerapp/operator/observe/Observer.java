package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what there is of an app into the planner's words. */
public final class Observer {

    private Observer() {}

    /**
     * What is seen.
     *
     * @param pods all pods with the app's label in its namespace
     * @param readings the workers that pods are
     * @param revisions the app's revisions, the one that it asks for included
     * @param status what was last reported; it holds what can't be observed again
     */
    public static Observed observe(
            WorkerApp app,
            Collection<Pod> pods,
            PodReadings readings,
            List<Revision> revisions,
            Optional<WorkerAppStatus> status) {
        return new Observed(
                workers(pods.stream().filter(pod -> isWorker(app, pod)), readings),
                workers(pods.stream().filter(pod -> isLeftBehind(app, pod)), readings),
                revisions,
                status.map(Remembered::refusals).orElse(List.of()),
                status.flatMap(Remembered::lastReload),
                status.flatMap(Remembered::lastSchedule));
    }

    private static List<Worker> workers(Stream<Pod> pods, PodReadings readings) {
        return pods.flatMap(pod -> readings.of(pod).stream()).toList();
    }

    /** A person who takes one of the labels off a worker takes it out of the app. */
    static boolean isWorker(WorkerApp app, Pod pod) {
        return Ownership.controls(app, pod) && Ownership.hasLabels(pod, Ownership.workerLabels(app));
    }

    /** Whether it may be adopted: it was a worker of an app of this name. */
    static boolean isLeftBehind(WorkerApp app, Pod pod) {
        return Ownership.isOrphan(pod) && Ownership.hasLabels(pod, Ownership.workerLabels(app));
    }
}
