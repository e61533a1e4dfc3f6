package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Revisions;
import java.util.List;

/** Rule 5, end: a failure is forgotten when the app asks for something else, so that asking again is a new try. */
public final class ClearFailed implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        Revisions revisions = view.revisions();
        return revisions.all().stream()
                .filter(Revision::failed)
                .filter(r -> !r.name().equals(revisions.asked().name()))
                .<Action>map(r -> new Action.ClearFailed(r.name(), Reason.ASKED_ANEW))
                .toList();
    }
}
