package dev.workerapp.planner;

import java.time.Instant;
import java.util.Optional;

/** A revision of which some facts are others, so that a test names these alone. Not thread-safe. */
public final class RevisionCopy {
    private final Revision revision;
    private String content;
    private long stable;
    private Optional<Instant> stableSince;
    private boolean failed;
    private String restartToken;
    private String failure;
    private String image;
    private SlotMarks slots;

    private RevisionCopy(Revision revision) {
        this.revision = revision;
        content = revision.content();
        stable = revision.stable();
        stableSince = revision.stableSince();
        failed = revision.failed();
        restartToken = revision.restartToken();
        failure = revision.failure();
        image = revision.image();
        slots = revision.slots();
    }

    /** A copy that is the same so far. */
    public static RevisionCopy of(Revision revision) {
        return new RevisionCopy(revision);
    }

    /** What its workers run is called so. */
    public RevisionCopy content(String other) {
        content = other;
        return this;
    }

    /** When it last completed a reload: as a count, and as a time where that is known. */
    public RevisionCopy stable(long count, Optional<Instant> since) {
        stable = count;
        stableSince = since;
        return this;
    }

    /** It is not marked failed. */
    public RevisionCopy notFailed() {
        failed = false;
        failure = "";
        return this;
    }

    /** Its restart token. */
    public RevisionCopy restartToken(String other) {
        restartToken = other;
        return this;
    }

    /** The image of its workers. */
    public RevisionCopy image(String other) {
        image = other;
        return this;
    }

    /** The slots in which no worker of it is to be started. */
    public RevisionCopy slots(SlotMarks other) {
        slots = other;
        return this;
    }

    /** The copy. */
    public Revision make() {
        return new Revision(
                revision.name(),
                revision.number(),
                content,
                stable,
                stableSince,
                failed,
                restartToken,
                failure,
                image,
                revision.undo(),
                slots);
    }
}
