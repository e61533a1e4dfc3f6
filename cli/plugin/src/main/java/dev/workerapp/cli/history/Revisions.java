package dev.workerapp.cli.history;

import dev.workerapp.cli.exit.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The revisions of an app that are kept.
 *
 * @param app its name
 * @param all the oldest first
 */
record Revisions(String app, List<Revision> all) {

    Revisions {
        all = List.copyOf(all);
    }

    /** The one of this name. */
    Optional<Revision> named(String name) {
        return all.stream().filter(revision -> revision.name().equals(name)).findFirst();
    }

    /**
     * The one of this number or name.
     *
     * @throws Failure if it is not kept; the message has those that are
     */
    Revision find(String numberOrName) {
        return all.stream()
                .filter(revision ->
                        numberOrName.equals(String.valueOf(revision.number())) || numberOrName.equals(revision.name()))
                .reduce((_, last) -> last)
                .orElseThrow(() -> Failure.error("revision " + numberOrName + " of " + app + " is not kept; these are: "
                        + all.stream()
                                .map(revision -> String.valueOf(revision.number()))
                                .distinct()
                                .collect(Collectors.joining(", "))));
    }
}
