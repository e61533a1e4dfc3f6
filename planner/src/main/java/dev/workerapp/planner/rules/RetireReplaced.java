package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.ReplaceReason;
import dev.workerapp.planner.view.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules 4 and 8, second half: a worker that is to be replaced is deleted when a better one of its slot is available,
 * whether or not further replacements may start. Before that it is deleted only when it is broken and in the way.
 */
public final class RetireReplaced implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        List<Action> actions = new ArrayList<>();
        for (Slot slot : view.slots()) {
            List<Worker> workers = Stream.concat(slot.target().stream(), slot.outdated().stream())
                    .toList();
            if (workers.size() > 1) {
                workers.forEach(worker -> actions.addAll(retire(view, slot, workers, worker)));
            }
        }
        return actions;
    }

    private static List<Action> retire(AppView view, Slot slot, List<Worker> workers, Worker worker) {
        Optional<Worker> better = workers.stream()
                .filter(other -> view.rank(other) < view.rank(worker) && view.available(other))
                .min(Comparator.comparing(view::rank));
        if (better.isPresent()) {
            return List.of(new Action.Delete(worker, better, reason(view, worker, better.get())));
        }
        return slot.outdated().contains(worker) && !slot.target().isEmpty() ? retireOld(view, slot, worker) : List.of();
    }

    private static List<Action> retireOld(AppView view, Slot slot, Worker old) {
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

    /** What the better one need not be replaced for; another revision says more than another place. */
    private static Reason reason(AppView view, Worker worker, Worker better) {
        Set<ReplaceReason> gone = view.replaceReasons(worker);
        gone.removeAll(view.replaceReasons(better));
        return gone.isEmpty() || gone.contains(ReplaceReason.OUTDATED)
                ? Reason.REPLACED
                : gone.iterator().next().onDelete();
    }

    private static List<Action> delete(Worker old, Reason reason) {
        return List.of(new Action.Delete(old, Optional.empty(), reason));
    }
}
