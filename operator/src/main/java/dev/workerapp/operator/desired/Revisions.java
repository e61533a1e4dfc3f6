package dev.workerapp.operator.desired;

import dev.workerapp.planner.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The revisions of an app, and which of them are needed.
 *
 * @param asked the one that the spec makes
 * @param all all that there are, {@code asked} included
 * @param refused why {@code asked} can't be stored, if the API server refuses it: nothing can be started with it
 */
public record Revisions(StoredRevision asked, List<StoredRevision> all, Optional<Problem> refused) {

    /** Makes the list unmodifiable. */
    public Revisions {
        all = List.copyOf(all);
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
                refused);
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
                refused);
    }

    /**
     * Those that may be deleted: of what is neither run nor asked for, all but the newest, unless the planner needs it.
     *
     * @param running the names of those that workers run
     * @param needed the names of those that the planner needs, as its plan has them
     * @param limit how many that nothing runs are kept in any case
     */
    public List<StoredRevision> unneeded(Set<String> running, Set<String> needed, int limit) {
        return all.stream()
                .filter(revision -> !revision.name().equals(asked.name()))
                .filter(revision -> !running.contains(revision.name()))
                .sorted(Comparator.comparingLong(StoredRevision::number).reversed())
                .skip(limit)
                .filter(revision -> !needed.contains(revision.name()))
                .toList();
    }
}
