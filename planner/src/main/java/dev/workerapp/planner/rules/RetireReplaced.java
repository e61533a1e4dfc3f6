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
 * Rule 4, second half: the old worker goes when its replacement is available, whether or not further replacements may
 * start. Before that it goes only when it is broken and in the way.
 */
public final class RetireReplaced implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        List<Action> actions = new ArrayList<>();
        for (Slot slot : view.slots()) {
            if (!slot.target().isEmpty()) {
                slot.outdated().forEach(old -> actions.addAll(retire(view, slot, old)));
            }
        }
        return actions;
    }

    private static List<Action> retire(AppView view, Slot slot, Worker old) {
        Optional<Worker> replacement =
                slot.target().stream().filter(view::available).findFirst();
        if (replacement.isPresent()) {
            return List.of(new Action.Delete(old, replacement, Reason.REPLACED));
        }
        if (view.isUpdated(slot)) {
            return delete(old, Reason.PROCEEDED);
        }
        if (slot.outdated().size() > 1) {
            return List.of();
        }
        if (view.broken(old) && slot.target().stream().anyMatch(Worker::needsRoom)) {
            return delete(old, Reason.MAKE_ROOM);
        }
        if (old.crashLooping() && view.broken(old) && view.proved()) {
            return delete(old, Reason.CRASH_LOOP);
        }
        return List.of();
    }

    private static List<Action> delete(Worker old, Reason reason) {
        return List.of(new Action.Delete(old, Optional.empty(), reason));
    }
}
