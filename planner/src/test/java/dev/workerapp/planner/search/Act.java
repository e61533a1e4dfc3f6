package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.util.Optional;

/**
 * An action as it waits to be carried out, small enough for a state.
 *
 * @param onlyIf the incarnation of the replacement that must be available; zero when nothing is asked
 * @param wasAvailable whether the worker that is to be deleted was available when the plan was made
 * @param blind whether something was seen as it was no more when the plan was made
 */
record Act(
        Kind kind,
        int slot,
        int incarnation,
        int onlyIf,
        int revision,
        Reason reason,
        boolean wasAvailable,
        int count,
        boolean blind) {

    /** What is done. */
    enum Kind {
        CREATE,
        DELETE,
        RECORD_AVAILABLE,
        ADOPT,
        MARK_FAILED,
        CLEAR_FAILED,
        MARK_STABLE
    }

    static Act of(Action action, Setting setting, boolean blind) {
        return switch (action) {
            case Action.Create a ->
                new Act(Kind.CREATE, a.slot(), a.incarnation(), 0, revision(a.revision()), a.reason(), false, 0, blind);
            case Action.Delete a ->
                new Act(
                        Kind.DELETE,
                        a.worker().slot(),
                        a.worker().incarnation(),
                        onlyIf(a.worker(), a.onlyIf()),
                        revision(a.worker().revision()),
                        a.reason(),
                        a.worker().readyFor(setting.minReady(), Pod.NOW),
                        0,
                        blind);
            case Action.RecordAvailable a ->
                new Act(
                        Kind.RECORD_AVAILABLE,
                        a.worker().slot(),
                        a.worker().incarnation(),
                        0,
                        0,
                        a.reason(),
                        false,
                        a.exits(),
                        blind);
            case Action.Adopt a ->
                new Act(Kind.ADOPT, a.worker().slot(), a.worker().incarnation(), 0, 0, a.reason(), false, 0, blind);
            case Action.MarkFailed a ->
                new Act(Kind.MARK_FAILED, 0, 0, 0, revision(a.revision()), a.reason(), false, 0, blind);
            case Action.ClearFailed a ->
                new Act(Kind.CLEAR_FAILED, 0, 0, 0, revision(a.revision()), a.reason(), false, 0, blind);
            case Action.MarkStable a ->
                new Act(Kind.MARK_STABLE, 0, 0, 0, revision(a.revision()), a.reason(), false, (int) a.count(), blind);
        };
    }

    private static int onlyIf(Worker worker, Optional<Worker> other) {
        if (other.filter(w -> w.slot() != worker.slot()).isPresent()) {
            throw new IllegalStateException("a replacement in another slot: " + other);
        }
        return other.map(Worker::incarnation).orElse(0);
    }

    private static int revision(String name) {
        return name.charAt(0) - 'A';
    }

    /** As one number; no two acts share it. */
    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    int code() {
        int code = kind.ordinal();
        code = code << 3 | slot;
        code = code << 4 | incarnation;
        code = code << 4 | onlyIf;
        code = code << 2 | revision;
        code = code << 6 | reason.ordinal();
        code = code << 4 | count;
        return code << 2 | (wasAvailable ? 2 : 0) | (blind ? 1 : 0);
    }

    @Override
    public String toString() {
        String where = slot + "/" + Pod.name(revision) + "#" + incarnation;
        return switch (kind) {
            case CREATE -> "create " + where + " " + reason;
            case DELETE -> "delete " + where + " " + reason + (onlyIf == 0 ? "" : " if #" + onlyIf);
            case RECORD_AVAILABLE -> "record " + slot + "/#" + incarnation + " available after " + count;
            case ADOPT -> "adopt " + slot + "/#" + incarnation;
            case MARK_FAILED -> "mark " + Pod.name(revision) + " failed " + reason;
            case CLEAR_FAILED -> "clear " + Pod.name(revision);
            case MARK_STABLE -> "mark " + Pod.name(revision) + " stable " + count;
        };
    }
}
