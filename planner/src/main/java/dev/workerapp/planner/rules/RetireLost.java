package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.view.AppView;
import java.util.List;
import java.util.Optional;

/**
 * Rule 1: a worker that has never served, and whose node is lost, is deleted, so that another one is started on another
 * node. One that has served is left to Kubernetes, which waits for its node; and so is any without overlap, since it may
 * hold what is exclusive.
 */
public final class RetireLost implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        if (!view.desired().reload().overlap()) {
            return List.of();
        }
        return view.slots().stream()
                .flatMap(slot -> slot.target().stream())
                .filter(view::isToBeStartedElsewhere)
                .<Action>map(worker -> new Action.Delete(worker, Optional.empty(), Reason.NODE_LOST))
                .toList();
    }
}
