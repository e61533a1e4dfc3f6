package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.view.AppView;
import java.util.List;

/**
 * Rule 8: that a worker came over a limit soon after it had become available is recorded on its pod, once, and before its
 * replacement starts, which begins with what is recorded. Of workers that come over it later nothing is written.
 */
public final class RecordOverLimit implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.slots().stream()
                .flatMap(slot -> slot.live().stream())
                .<Action>flatMap(worker -> view.recycling().brake().record(worker).stream())
                .toList();
    }
}
