package dev.workerapp.planner.search;

import dev.workerapp.planner.Revision;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.UndoRequest;
import java.util.Optional;

/**
 * What people ask to be undone, and what was answered. An answer is seen as soon as it is written.
 *
 * @param token that of the request that the app has now; zero if it has none. Later requests have higher ones
 * @param answered that of the last request that was answered; zero if none was
 * @param undone the revision that is undone, from one; zero if none is
 * @param instead the revision that is gone back to instead, from one; zero if none is
 */
record Undo(int token, int answered, int undone, int instead) {
    /** So many fit into a state. */
    static final int MOST = 3;

    static final Undo NOTHING = new Undo(0, 0, 0, 0);

    boolean mayBeAsked() {
        return Math.max(token, answered) < MOST;
    }

    Undo asked() {
        return new Undo(Math.max(token, answered) + 1, answered, undone, instead);
    }

    /** A request that is removed before it is seen was never made. */
    boolean mayBeRemoved() {
        return token > 0 && token == answered;
    }

    /** As Flux does with what kubectl has annotated. */
    Undo removed() {
        return new Undo(0, answered, undone, instead);
    }

    Undo answered(Act act) {
        return act.instead() > 0
                ? new Undo(token, act.token(), act.revision() + 1, act.instead())
                : new Undo(token, act.token(), undone, instead);
    }

    /** The revision is asked for no more, so that asking for it is a new try. */
    Undo cleared(int revision) {
        return isUndone(revision) ? new Undo(token, answered, 0, 0) : this;
    }

    boolean isUndone(int revision) {
        return undone == revision + 1;
    }

    /** What a planner is asked. */
    UndoRequest request() {
        return token == 0 ? UndoRequest.NONE : new UndoRequest(Integer.toString(token), "", "");
    }

    /** The revision as a planner sees it. */
    Revision seen(Revision revision, int number) {
        if (revision.failed() && isUndone(number)) {
            return revision.answering(
                    new UndoAnswer(Integer.toString(answered), true, Optional.of(Pod.name(instead - 1)), ""));
        }
        // On which revision it is remembered makes no difference.
        return number == 0 && answered > 0
                ? revision.answering(new UndoAnswer(Integer.toString(answered), false, Optional.empty(), ""))
                : revision;
    }

    int code() {
        return ((token << 2 | answered) << 3 | undone) << 3 | instead;
    }

    @Override
    public String toString() {
        return (token == 0 ? "" : ", undo " + token)
                + (answered == 0 ? "" : ", answered " + answered)
                + (undone == 0 ? "" : ", back from " + Pod.name(undone - 1) + " to " + Pod.name(instead - 1));
    }
}
