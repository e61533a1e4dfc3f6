package dev.workerapp.planner;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of what a worker runs, with the marks that outlive the operator.
 *
 * @param name its name, unique within the app and the value of the workers' revision label
 * @param number its age: a later revision has a higher number
 * @param content what its workers run, tokens left out: one that has the same as the revision asked for differs from it in
 *     a token only, or in content of ConfigMaps and Secrets that going back to it would not bring back
 * @param stable when it last completed a reload, as a count that grows with every completed reload; zero if never, or
 *     if it has failed since. The revision with the highest count is the stable one
 * @param stableSince when it last completed a reload; empty if never, if it has failed since, or when nobody remembers
 * @param failed whether it failed; it is then not started again by itself, and not stable
 * @param restartToken the restart token that it was made with, empty if there was none; workers of an older revision
 *     with another token are stopped before new ones start
 * @param failure what was seen when it failed ({@link Action.MarkFailed#detail()}), for a person; empty when it did not,
 *     or when nobody remembers
 * @param image the image of its workers, for a person; empty when it is not known
 * @param undo the answer to the last request to undo it; empty if there was none
 * @param slots the slots in which no worker of it is to be started
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
        String image,
        Optional<UndoAnswer> undo,
        SlotMarks slots) {

    /** One that has failed is not stable. */
    public Revision {
        stable = failed ? 0 : stable;
        stableSince = failed ? Optional.empty() : stableSince;
    }

    /** One that nobody has asked to undo, and no slot of which is marked. */
    public Revision(
            String name,
            long number,
            String content,
            long stable,
            Optional<Instant> stableSince,
            boolean failed,
            String restartToken,
            String failure,
            String image) {
        this(
                name,
                number,
                content,
                stable,
                stableSince,
                failed,
                restartToken,
                failure,
                image,
                Optional.empty(),
                SlotMarks.NONE);
    }

    /** The same revision, marked failed. */
    public Revision failing(String detail) {
        return new Revision(name, number, content, 0, Optional.empty(), true, restartToken, detail, image, undo, slots);
    }

    /** The same revision with an answer to a request to undo it; it has failed if that was followed. */
    public Revision answering(UndoAnswer answer) {
        Revision before = answer.isFollowed() ? failing(answer.words()) : this;
        return new Revision(
                name,
                number,
                content,
                before.stable,
                before.stableSince,
                before.failed,
                restartToken,
                before.failure,
                image,
                Optional.of(answer),
                slots);
    }

    /** The name of the revision that the app goes back to by request; empty if this one is not undone. */
    public Optional<String> instead() {
        return undo.filter(_ -> failed).flatMap(UndoAnswer::instead);
    }

    /** Whether the last request to undo it had this token. */
    public boolean hasAnswered(String token) {
        return undo.filter(answer -> answer.token().equals(token)).isPresent();
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
