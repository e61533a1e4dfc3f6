package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.UndoRequest;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Revisions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to undo is answered once, by a mark on the revision that the app asks for. Where it is followed, that revision
 * has failed, with the one to go back to, whatever {@code reload.onFailure} says and whether or not it gains anything: a
 * person asked for it. What all other rules do then is the same as in a rollback, replacement first.
 */
public final class AnswerUndo {

    /** A longer list would help nobody, and must fit into an Event. */
    private static final int MOST_NAMED = 10;

    private AnswerUndo() {}

    /** The answer to be remembered before anything else is done; empty when nobody asks for one. */
    public static Optional<Action.AnswerUndo> decide(AppView view) {
        UndoRequest request = view.desired().undo();
        Revisions revisions = view.revisions();
        return request.token().isEmpty() || revisions.isAnswered(request.token())
                ? Optional.empty()
                : Optional.of(answer(request, revisions));
    }

    private static Action.AnswerUndo answer(UndoRequest request, Revisions revisions) {
        Optional<Revision> wanted =
                request.to().isEmpty() ? revisions.before() : revisions.numberedOrNamed(request.to());
        if (wanted.isEmpty()) {
            return refusal(
                    request,
                    revisions,
                    request.to().isEmpty() ? nothingBefore(revisions) : unknown(request, revisions));
        }
        Revision instead = wanted.get();
        if (revisions.isTarget(instead.name())) {
            return unchanged(
                    request,
                    revisions,
                    Reason.NOTHING_TO_UNDO,
                    "The app runs revision " + instead.title() + " already, or goes back to it.");
        }
        if (instead.equals(revisions.asked())) {
            return refusal(
                    request,
                    revisions,
                    "Revision " + instead.title()
                            + " is the one that the app asks for, and it was given up: request a reload to try it again.");
        }
        String who = request.by().isEmpty() ? "somebody" : request.by();
        UndoAnswer followed = new UndoAnswer(
                request.token(),
                true,
                Optional.of(instead.name()),
                who + " asked to undo it (workerapp.dev/undo-requested-at: " + request.token() + ").");
        return new Action.AnswerUndo(revisions.asked().name(), followed, Reason.UNDONE);
    }

    private static String nothingBefore(Revisions revisions) {
        return "No other version than that of revision " + revisions.asked().title()
                + " has completed a reload. Name one by workerapp.dev/undo-to. " + kept(revisions);
    }

    private static String unknown(UndoRequest request, Revisions revisions) {
        return "workerapp.dev/undo-to is " + request.to() + ", which is neither the number nor the name of a revision"
                + " that is kept. " + kept(revisions);
    }

    private static String kept(Revisions revisions) {
        return revisions.all().stream()
                .sorted(Comparator.comparingLong(Revision::number)
                        .thenComparing(Revision::name)
                        .reversed())
                .limit(MOST_NAMED)
                .map(revision -> revision.number() + " (" + revision.title() + ")")
                .collect(Collectors.joining(", ", "These are kept: ", "."));
    }

    private static Action.AnswerUndo refusal(UndoRequest request, Revisions revisions, String why) {
        return unchanged(request, revisions, Reason.UNDO_NOT_POSSIBLE, why);
    }

    private static Action.AnswerUndo unchanged(UndoRequest request, Revisions revisions, Reason reason, String why) {
        return new Action.AnswerUndo(
                revisions.asked().name(),
                new UndoAnswer(request.token(), false, revisions.asked().instead(), why),
                reason);
    }
}
