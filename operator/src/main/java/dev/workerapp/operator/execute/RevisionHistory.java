package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.execute.Writes.Creation;
import dev.workerapp.operator.observe.FollowedConfig;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the revision that an app asks for, and removes those that nothing needs any more. */
public final class RevisionHistory {

    /** More are no accident. */
    private static final int MOST_COLLISIONS = 10;

    private RevisionHistory() {}

    /**
     * Makes the revision that the app asks for, if it is not there, and writes the content of its configuration on it. What an app of this name has left behind, as
     * by {@code --cascade=orphan}, is adopted with its marks: the same spec is the same revision.
     *
     * @param own the app's revisions
     * @param leftBehind those that have the app's label and that nobody controls
     * @param config the revision that is asked for, or what it is to have
     * @param runtimeImage the image of the worker runtime, for a revision that is made now
     */
    public static Revisions ensure(
            WorkerApp app,
            List<StoredRevision> own,
            List<StoredRevision> leftBehind,
            FollowedConfig config,
            String runtimeImage,
            Writes writes) {
        List<StoredRevision> known =
                Stream.concat(own.stream(), leftBehind.stream()).toList();
        Optional<Problem> notAdopted = adopt(app, leftBehind, writes);
        return config.asked()
                .map(there -> recorded(there, known, notAdopted, config, writes))
                .orElseGet(() -> make(app, known, notAdopted, config, runtimeImage, writes));
    }

    private static Revisions recorded(
            StoredRevision asked,
            List<StoredRevision> known,
            Optional<Problem> notAdopted,
            FollowedConfig config,
            Writes writes) {
        Map<String, @Nullable String> annotations = config.annotations();
        if (annotations.isEmpty()) {
            return new Revisions(asked, known, notAdopted);
        }
        try {
            writes.annotateRevision(asked.object(), annotations);
        } catch (KubernetesClientException e) {
            Problem unrecorded = Refused.problem(e, "A mark on ControllerRevision " + asked.name());
            return new Revisions(asked, known, notAdopted, Optional.of(unrecorded));
        }
        StoredRevision marked = asked.with(annotations);
        return new Revisions(
                marked,
                known.stream()
                        .map(revision -> revision.name().equals(asked.name()) ? marked : revision)
                        .toList(),
                notAdopted);
    }

    private static Optional<Problem> adopt(WorkerApp app, List<StoredRevision> leftBehind, Writes writes) {
        if (leftBehind.isEmpty() || !isKept(app, writes)) {
            return Optional.empty();
        }
        for (StoredRevision revision : leftBehind) {
            try {
                writes.adoptRevision(app, revision.object());
            } catch (KubernetesClientException e) {
                return Optional.of(Refused.problem(e, "The adoption of ControllerRevision " + revision.name()));
            }
        }
        return Optional.empty();
    }

    /** Under the first name that no other revision has: two may have the same hash. */
    private static Revisions make(
            WorkerApp app,
            List<StoredRevision> known,
            Optional<Problem> notAdopted,
            FollowedConfig config,
            String runtimeImage,
            Writes writes) {
        Optional<StoredRevision> latest = known.stream().max(Comparator.comparingLong(StoredRevision::number));
        int collisions = 0;
        StoredRevision made = rendered(app, latest, config, runtimeImage, collisions);
        Optional<Problem> refused = Optional.empty();
        try {
            while (writes.createRevision(app, made.object()) == Creation.NAME_TAKEN) {
                collisions++;
                if (collisions > MOST_COLLISIONS) {
                    refused = Optional.of(nameTaken(made));
                    break;
                }
                made = rendered(app, latest, config, runtimeImage, collisions);
            }
        } catch (KubernetesClientException e) {
            refused = Optional.of(Refused.problem(e, "ControllerRevision " + made.name()));
        }
        List<StoredRevision> all = new ArrayList<>(known);
        all.add(made);
        return new Revisions(made, List.copyOf(all), notAdopted.isPresent() ? notAdopted : refused);
    }

    private static StoredRevision rendered(
            WorkerApp app,
            Optional<StoredRevision> latest,
            FollowedConfig config,
            String runtimeImage,
            int collisions) {
        return StoredRevision.render(app, latest, config.marks(), runtimeImage, collisions)
                .with(config.annotations());
    }

    private static Problem nameTaken(StoredRevision revision) {
        return new Problem(
                Reason.NAME_TAKEN,
                "There is another ControllerRevision " + revision.name() + ", which is not this app's: delete it.");
    }

    /**
     * The revisions that nothing needs any more.
     *
     * @param workers the app's workers, whose revisions are kept
     * @param needed the names of the revisions that the planner needs
     */
    public static List<StoredRevision> unneeded(
            WorkerApp app, Revisions revisions, List<Worker> workers, Set<String> needed) {
        Set<String> running = workers.stream().map(Worker::revision).collect(Collectors.toSet());
        return revisions.unneeded(running, needed, app.getSpec().revisionHistoryLimit());
    }

    /**
     * Deletes revisions that nothing needs. What the API server refuses to delete is logged, and tried again at the next
     * look: it harms nobody.
     */
    public static void prune(List<StoredRevision> unneeded, Writes writes) {
        unneeded.forEach(revision -> delete(revision, writes));
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
