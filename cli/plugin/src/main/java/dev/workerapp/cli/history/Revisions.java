package dev.workerapp.cli.history;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The revisions of an app that are kept.
 *
 * @param app its name
 * @param all the oldest first
 */
public record Revisions(String app, List<Revision> all) {

    public Revisions {
        all = List.copyOf(all);
    }

    /** Those of a list of the API server. */
    public static Revisions of(String app, Json list) {
        return new Revisions(
                app,
                list.at("items").items().stream()
                        .map(Revision::new)
                        .sorted(Revision.BY_NUMBER)
                        .toList());
    }

    /**
     * The one of this number or name.
     *
     * @throws Failure if it is not kept; the message has those that are
     */
    public Revision find(String numberOrName) {
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
