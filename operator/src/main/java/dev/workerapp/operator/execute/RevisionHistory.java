package dev.workerapp.operator.execute;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the revision that an app asks for, and removes those that nothing needs any more. */
public final class RevisionHistory {

    private RevisionHistory() {}

    /**
     * The revisions of an app with the one that it asks for.
     *
     * @param asked the one that the spec makes
     * @param all all that there are, {@code asked} included
     * @param refused why {@code asked} can't be stored, if the API server refuses it: nothing can be started with it
     */
    public record Revisions(StoredRevision asked, List<StoredRevision> all, Optional<Problem> refused) {

        /** Those that there are now, {@code asked} included though it may not be seen yet. */
        public List<StoredRevision> withAsked(List<StoredRevision> seen) {
            return seen.stream().map(StoredRevision::name).anyMatch(asked.name()::equals)
                    ? seen
                    : Stream.concat(seen.stream(), Stream.of(asked)).toList();
        }
    }

    /**
     * Finds the revision that the app asks for among those known, or makes it.
     *
     * @param runtimeImage the image of the worker runtime, for a revision that is made now
     */
    public static Revisions ensure(WorkerApp app, List<StoredRevision> known, String runtimeImage, Writes writes) {
        Optional<StoredRevision> there =
                known.stream().filter(revision -> revision.isAskedBy(app)).findFirst();
        if (there.isPresent()) {
            return new Revisions(there.get(), known, Optional.empty());
        }
        long number = 1
                + known.stream()
                        .mapToLong(revision -> revision.object().getRevision())
                        .max()
                        .orElse(0);
        StoredRevision made = StoredRevision.render(app, number, runtimeImage);
        Optional<Problem> refused = create(made, writes);
        List<StoredRevision> all = new ArrayList<>(known);
        all.add(made);
        return new Revisions(made, List.copyOf(all), refused);
    }

    private static Optional<Problem> create(StoredRevision revision, Writes writes) {
        try {
            writes.createRevision(revision.object());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(Refused.problem(e, "ControllerRevision " + revision.name()));
        }
    }

    /**
     * Deletes what is older than the app's history limit, but never what runs, is asked for, or is stable. What the API
     * server refuses to delete is logged, and tried again at the next look: it harms nobody.
     */
    public static void prune(WorkerApp app, Revisions revisions, List<Worker> workers, Writes writes) {
        Set<String> running = workers.stream().map(Worker::revision).collect(Collectors.toSet());
        Optional<String> stable = revisions.all().stream()
                .map(StoredRevision::toPlanner)
                .filter(revision -> revision.stable() > 0)
                .max(Comparator.comparingLong(Revision::stable))
                .map(Revision::name);
        revisions.all().stream()
                .filter(revision -> !revision.equals(revisions.asked()))
                .filter(revision -> !running.contains(revision.name()))
                .filter(revision -> stable.filter(revision.name()::equals).isEmpty())
                .sorted(Comparator.comparingLong(
                                (StoredRevision revision) -> revision.object().getRevision())
                        .reversed())
                .skip(app.getSpec().revisionHistoryLimit())
                .forEach(revision -> delete(revision, writes));
    }

    /**
     * Deletes the revisions that an app of this name has left behind, as by {@code --cascade=orphan}, and that no worker
     * runs any more.
     *
     * @param leftBehind revisions that nobody controls
     * @param pods all pods with the app's label, whoever controls them
     */
    public static void clear(WorkerApp app, List<StoredRevision> leftBehind, Collection<Pod> pods, Writes writes) {
        List<StoredRevision> unused = leftBehind.stream()
                .filter(revision -> pods.stream().noneMatch(pod -> Ownership.label(pod, Names.REVISION)
                        .filter(revision.name()::equals)
                        .isPresent()))
                .toList();
        // What this very deletion of the app has just released is to stay.
        if (!unused.isEmpty() && isKept(app, writes)) {
            unused.forEach(revision -> delete(revision, writes));
        }
    }

    private static boolean isKept(WorkerApp app, Writes writes) {
        try {
            return writes.isKept(app);
        } catch (KubernetesClientException e) {
            Refused.problem(e, "A look at WorkerApp " + app.getMetadata().getName());
            return false;
        }
    }

    private static void delete(StoredRevision revision, Writes writes) {
        try {
            writes.deleteRevision(revision.object());
        } catch (KubernetesClientException e) {
            Refused.problem(e, "The deletion of ControllerRevision " + revision.name());
        }
    }
}
