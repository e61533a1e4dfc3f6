package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Failure;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rule 5, {@code RollBack}: the revision that the app asks for is marked failed when it fails by what it did itself, and
 * there is something better to go back to. All other rules then see the stable revision as the target; what they do is
 * the rollback.
 */
public final class MarkFailed {

    private MarkFailed() {}

    /** The mark to be set before anything else is done; empty when nothing is marked. */
    public static Optional<Action.MarkFailed> decide(AppView view) {
        if (view.desired().reload().onFailure() != OnFailure.ROLL_BACK
                || view.revisions().asked().failed()) {
            return Optional.empty();
        }
        return view.revisions()
                .fallback()
                .map(fallback -> gainsSomething(view, fallback))
                .flatMap(gains -> view.failures().stream().filter(gains).findFirst())
                .map(failure -> mark(view, failure));
    }

    /**
     * Whether going back for a failure gains something: while workers of the fallback are there, if one of them is
     * available. Where none is left, unless workers only are late because many of them start at the same time.
     */
    private static Predicate<Failure> gainsSomething(AppView view, Revision fallback) {
        List<Worker> workers = view.workersOf(fallback.name());
        boolean gains = workers.isEmpty() ? !view.proved() && startAlone(view) : view.anyAvailable(workers);
        return failure -> gains || (workers.isEmpty() && failure.reason() != Reason.NOT_READY_IN_TIME);
    }

    private static boolean startAlone(AppView view) {
        return view.slots().stream()
                        .map(Slot::target)
                        .filter(workers -> !workers.isEmpty())
                        .count()
                <= 1;
    }

    private static Action.MarkFailed mark(AppView view, Failure failure) {
        return new Action.MarkFailed(view.revisions().asked().name(), failure.detail(), failure.reason());
    }
}
