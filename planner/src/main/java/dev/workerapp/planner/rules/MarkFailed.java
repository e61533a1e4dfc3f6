package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Failure;
import dev.workerapp.planner.view.Revisions;
import java.util.List;
import java.util.Optional;

/**
 * Rule 5, {@code RollBack}: a revision of which a worker had its time is given up, if there is something better to go
 * back to. All other rules then see the stable revision as the target; what they do is the rollback.
 */
public final class MarkFailed {

    private MarkFailed() {}

    /** The mark to be set before anything else is done; empty when nothing is given up. */
    public static Optional<Action.MarkFailed> decide(AppView view) {
        if (view.desired().reload().onFailure() != OnFailure.ROLL_BACK || !canGoBack(view)) {
            return Optional.empty();
        }
        return view.failures().stream().findFirst().map(failure -> mark(view, failure));
    }

    /**
     * Going back gains nothing when the stable revision is what fails, or when its workers are there and none of them
     * serves.
     */
    private static boolean canGoBack(AppView view) {
        Revisions revisions = view.revisions();
        if (revisions.stable().isEmpty() || revisions.targetIsStable()) {
            return false;
        }
        List<Worker> workers = view.stableWorkers();
        return workers.isEmpty() || view.anyAvailable(workers);
    }

    private static Action.MarkFailed mark(AppView view, Failure failure) {
        return new Action.MarkFailed(view.revisions().asked().name(), failure.detail(), failure.reason());
    }
}
