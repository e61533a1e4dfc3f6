package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rule 8, second half: a worker whose node is being emptied goes when one like it is available elsewhere. Where the
 * replacement is newer, {@link RetireReplaced} sees to it.
 */
public final class RetireMoved implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        List<Action> actions = new ArrayList<>();
        for (Slot slot : view.slots()) {
            actions.addAll(retire(view, slot.target()));
            if (!view.isUpdated(slot)) {
                actions.addAll(retire(view, slot.outdated()));
            }
        }
        return actions;
    }

    private static List<Action> retire(AppView view, List<Worker> workers) {
        Optional<Worker> elsewhere = workers.stream()
                .filter(worker -> !worker.onDrainedNode() && view.available(worker))
                .findFirst();
        return elsewhere.isEmpty()
                ? List.of()
                : workers.stream()
                        .filter(Worker::onDrainedNode)
                        .<Action>map(worker -> new Action.Delete(worker, elsewhere, Reason.NODE_DRAINED))
                        .toList();
    }
}
