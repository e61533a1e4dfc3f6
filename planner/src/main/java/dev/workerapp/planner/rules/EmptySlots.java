package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Rule 4 without overlap: the old worker goes first, one slot at a time. What starts in its place is
 * {@link FillSlots}' affair. Broken old workers may go all at once when the target is proved.
 */
public final class EmptySlots implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        if (view.desired().reload().overlap()
                || view.paused()
                || view.halted()
                || view.revisions().target().failed()) {
            return List.of();
        }
        List<Slot> candidates = StartReplacements.candidates(view);
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
                && slot.leaving().isEmpty()
                && (view.isUpdated(slot) || view.anyAvailable(slot.outdated()));
        boolean waitsForReload = slot.target().isEmpty() && view.hasBrokenOldWorker(slot);
        return !settled && !waitsForReload;
    }

    private static Action empty(Slot slot) {
        return new Action.Delete(slot.outdated().getFirst(), Optional.empty(), Reason.MAKE_ROOM);
    }
}
