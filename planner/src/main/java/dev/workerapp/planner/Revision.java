package dev.workerapp.planner;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of what a worker runs, with the marks that outlive the operator.
 *
 * @param name its name, unique within the app and the value of the workers' revision label
 * @param number its age: a later revision has a higher number
 * @param content what its workers run, tokens left out: two revisions of equal content differ in a token only
 * @param stable when it last completed a reload, as a count that grows with every completed reload; zero if never, or
 *     if it has failed since. The revision with the highest count is the stable one
 * @param stableSince when it last completed a reload; empty if never, if it has failed since, or when nobody remembers
 * @param failed whether it failed; it is then not started again by itself, and not stable
 * @param restartToken the restart token that it was made with, empty if there was none; workers of an older revision
 *     with another token are stopped before new ones start
 * @param failure what was seen when it failed ({@link Action.MarkFailed#detail()}), for a person; empty when it did not,
 *     or when nobody remembers
 * @param image the image of its workers, for a person; empty when it is not known
 */
public record Revision(
        String name,
        long number,
        String content,
        long stable,
        Optional<Instant> stableSince,
        boolean failed,
        String restartToken,
        String failure,
        String image) {

    /** One that has failed is not stable. */
    public Revision {
        stable = failed ? 0 : stable;
        stableSince = failed ? Optional.empty() : stableSince;
    }

    /** The same revision, marked failed. */
    public Revision failing(String detail) {
        return new Revision(name, number, content, 0, Optional.empty(), true, restartToken, detail, image);
    }

    /** What people are told of it: its name, with its image beside it. */
    public String title() {
        return title(name, image);
    }

    /** What people are told of a revision: its name, with its image beside it; an empty one is left out. */
    public static String title(String name, String image) {
        return image.isEmpty() ? name : name + " (image " + image + ")";
    }
}
