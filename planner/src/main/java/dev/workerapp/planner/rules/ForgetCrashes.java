package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.view.AppView;
import java.util.List;

/**
 * Rule 9: crashes before a run that is stable are forgotten. It is recorded on the pod, once for each such run and only if
 * there was a crash before it, so that a later operator does not count them either.
 */
public final class ForgetCrashes implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.slots().stream()
                .flatMap(slot -> slot.live().stream())
                .filter(view.restarts()::isToBeForgiven)
                .<Action>map(worker ->
                        new Action.ForgetCrashes(worker, worker.history().runs().ends() + 1, Reason.RECOVERED))
                .toList();
    }
}
