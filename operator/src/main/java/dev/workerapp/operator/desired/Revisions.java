package dev.workerapp.operator.desired;

import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Revision;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The revisions of an app, and which of them are needed.
 *
 * @param asked the one that the spec makes
 * @param all all that there are, {@code asked} included
 * @param refused why {@code asked} can't be stored, if the API server refuses it: nothing can be started with it
 * @param unrecorded why it could not be written on it which content it has; it is tried again
 */
public record Revisions(
        StoredRevision asked, List<StoredRevision> all, Optional<Problem> refused, Optional<Problem> unrecorded) {

    /** So many that nothing runs are kept of a spec: they differ in tokens, and in the content of ConfigMaps and Secrets. */
    private static final int MOST_OF_A_SPEC = 2;

    /** Makes the list unmodifiable. */
    public Revisions {
        all = List.copyOf(all);
    }

    /** Revisions of which nothing is left to be written. */
    public Revisions(StoredRevision asked, List<StoredRevision> all, Optional<Problem> refused) {
        this(asked, all, refused, Optional.empty());
    }

    /** What the planner needs to know of them. */
    public List<Revision> toPlanner(WorkerApp app) {
        Supplier<String> startPolicy = () -> CanonicalSpec.startPolicy(app.getSpec());
        return all.stream()
                .map(revision -> revision.toPlanner(app, asked, startPolicy))
                .toList();
    }

    /** The one of this name. */
    public Optional<StoredRevision> find(String name) {
        return all.stream().filter(revision -> revision.name().equals(name)).findFirst();
    }

    /** The same, as they are seen now: with the marks that were written meanwhile. */
    public Revisions seenAgain(List<StoredRevision> seen) {
        List<StoredRevision> now = withAsked(seen);
        return new Revisions(
                now.stream()
                        .filter(revision -> revision.name().equals(asked.name()))
                        .findFirst()
                        .orElse(asked),
                now,
                refused,
                unrecorded);
    }

    /** Those that there are now, {@code asked} included though it may not be seen yet. */
    public List<StoredRevision> withAsked(List<StoredRevision> seen) {
        return seen.stream().map(StoredRevision::name).anyMatch(asked.name()::equals)
                ? seen
                : Stream.concat(seen.stream(), Stream.of(asked)).toList();
    }

    /** The same without these. */
    public Revisions without(List<StoredRevision> others) {
        return new Revisions(
                asked,
                all.stream().filter(revision -> !others.contains(revision)).toList(),
                refused,
                unrecorded);
    }

    /**
     * Those that may be deleted: of what is neither run nor asked for, all but the newest of the newest specs, unless the
     * planner needs it. So configuration that changes often, or a reload by request each night, leaves the versions that
     * one may want to go back to where they are.
     *
     * @param running the names of those that workers run
     * @param needed the names of those that the planner needs, as its plan has them
     * @param limit of how many specs, beside the one that is asked for, those that nothing runs are kept in any case; with 0
     *     of none
     */
    public List<StoredRevision> unneeded(Set<String> running, Set<String> needed, int limit) {
        List<StoredRevision> idle = all.stream()
                .filter(revision -> !revision.name().equals(asked.name()))
                .filter(revision -> !running.contains(revision.name()))
                .sorted(Comparator.comparingLong(StoredRevision::number).reversed())
                .toList();
        Set<String> specs = idle.stream()
                .map(StoredRevision::specHash)
                .filter(spec -> !spec.equals(asked.specHash()))
                .distinct()
                .limit(limit)
                .collect(Collectors.toCollection(HashSet::new));
        if (limit > 0) {
            specs.add(asked.specHash());
        }
        Set<String> kept = specs.stream()
                .flatMap(spec -> idle.stream()
                        .filter(revision -> revision.specHash().equals(spec))
                        .limit(MOST_OF_A_SPEC))
                .map(StoredRevision::name)
                .collect(Collectors.toSet());
        return idle.stream()
                .filter(revision -> !kept.contains(revision.name()))
                .filter(revision -> !needed.contains(revision.name()))
                .toList();
    }
}
