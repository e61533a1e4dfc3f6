package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Rules 4 and 8 without overlap: the old worker goes first, one slot at a time. What starts in its place is
 * {@link FillSlots}' affair. Broken old workers may go all at once when the target is proved.
 */
public final class EmptySlots implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        if (view.desired().reload().overlap()) {
            return List.of();
        }
        List<Slot> candidates = StartReplacements.candidates(view).stream()
                .filter(slot -> slot.hasOnlyDraining() || !view.halted())
                .toList();
        List<Slot> broken = candidates.stream().filter(view::hasBrokenOldWorker).toList();
        if (view.proved() && !broken.isEmpty()) {
            return broken.stream().map(EmptySlots::empty).toList();
        }
        boolean busy = view.slots().stream().anyMatch(slot -> isBusy(view, slot));
        return busy
                ? List.of()
                : candidates.stream().limit(1).map(EmptySlots::empty).toList();
    }

    /** Empty, about to be, or with a worker that may serve soon. */
    private static boolean isBusy(AppView view, Slot slot) {
        boolean settled = slot.live().size() == 1
                && slot.superseded().isEmpty()
                && (view.isUpdated(slot) || view.anyAvailable(slot.outdated()));
        boolean waitsForReload = slot.target().isEmpty() && view.hasBrokenOldWorker(slot);
        return !settled && !waitsForReload;
    }

    private static Action empty(Slot slot) {
        Worker old = slot.live().getFirst();
        Reason reason = old.onDrainedNode() ? Reason.NODE_DRAINED : Reason.MAKE_ROOM;
        return new Action.Delete(old, Optional.empty(), reason);
    }
}
