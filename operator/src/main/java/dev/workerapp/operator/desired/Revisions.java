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

    /** Those that there are now, {@code asked} included though it may not be seen yet. */
    public List<StoredRevision> withAsked(List<StoredRevision> seen) {
        return seen.stream().map(StoredRevision::name).anyMatch(asked.name()::equals)
                ? seen
                : Stream.concat(seen.stream(), Stream.of(asked)).toList();
    }

    /**
     * Those that may be deleted: what is neither run, nor asked for, nor stable, but for the newest of them.
     *
     * @param running the names of those that workers run
     * @param limit how many that nothing runs are kept
     */
    public List<StoredRevision> unneeded(Set<String> running, int limit) {
        Optional<String> stable = all.stream()
                .filter(revision -> revision.marks().stableCount() > 0)
                .max(Comparator.comparingLong(revision -> revision.marks().stableCount()))
                .map(StoredRevision::name);
        return all.stream()
                .filter(revision -> !revision.equals(asked))
                .filter(revision -> !running.contains(revision.name()))
                .filter(revision -> stable.filter(revision.name()::equals).isEmpty())
                .sorted(Comparator.comparingLong(StoredRevision::number).reversed())
                .skip(limit)
                .toList();
    }
}
