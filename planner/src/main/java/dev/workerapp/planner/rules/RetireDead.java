package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.view.AppView;
import java.util.List;
import java.util.Optional;

/** Rule 1: pods that have ended for good are deleted. */
public final class RetireDead implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.slots().stream()
                .flatMap(slot -> slot.dead().stream())
                .<Action>map(dead -> new Action.Delete(dead, Optional.empty(), Reason.TERMINAL))
                .toList();
    }
}
