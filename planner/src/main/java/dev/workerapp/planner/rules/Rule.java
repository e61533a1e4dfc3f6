package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.view.AppView;
import java.util.List;

/** One rule of the policy. Implementations have no state. */
@FunctionalInterface
public interface Rule {

    /**
     * What the rule does about the app as it is seen.
     *
     * @return the actions in the order in which they are to be done; mostly none
     */
    List<Action> actions(AppView view);
}
