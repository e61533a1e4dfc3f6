package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Rules 4 and 8 without overlap: the old worker is deleted first, in one slot until the target is proved, then in up to
 * {@code parallel}. What starts in its place is {@link FillSlots}' affair. Broken old workers may be deleted all at once
 * when the target is proved.
 */
public final class EmptySlots implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        if (view.desired().reload().overlap()) {
            return List.of();
        }
        List<Slot> candidates = StartReplacements.candidates(view).stream()
                .filter(slot -> !view.halted() || isToBeRecycled(view, slot))
                .toList();
        List<Slot> broken = view.proved()
                ? candidates.stream().filter(view::hasBrokenOldWorker).toList()
                : List.of();
        if (!broken.isEmpty()) {
            return broken.stream().flatMap(slot -> empty(view, slot).stream()).toList();
        }
        long busy = view.slots().stream().filter(slot -> isBusy(view, slot)).count();
        return candidates.stream()
                .limit(Math.max(0, StartReplacements.budget(view) - busy))
                .flatMap(slot -> empty(view, slot).stream())
                .toList();
    }

    private static boolean isToBeRecycled(AppView view, Slot slot) {
        return slot.onlyWorker().filter(view::isToBeRecycled).isPresent();
    }

    /** Empty, about to be, or with a worker that may serve soon. */
    private static boolean isBusy(AppView view, Slot slot) {
        boolean settled = slot.live().size() == 1
                && slot.superseded().isEmpty()
                && (view.isUpdated(slot) || view.anyAvailable(slot.outdated()));
        boolean waitsForReload = slot.target().isEmpty() && view.hasBrokenOldWorker(slot);
        return !settled && !waitsForReload;
    }

    private static Optional<Action> empty(AppView view, Slot slot) {
        return slot.onlyWorker().map(old -> new Action.Delete(old, Optional.empty(), reason(view, old)));
    }

    private static Reason reason(AppView view, Worker old) {
        return view.recycledFor(old).orElse(Reason.MAKE_ROOM);
    }
}
