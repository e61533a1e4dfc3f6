package dev.workerapp.planner.report;

import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;

/** What the words of a report rest on. */
final class Standing {

    private Standing() {}

    /** Whether every wanted slot has an available worker, of whatever revision. */
    static boolean serves(AppView view) {
        return view.slots().stream().allMatch(slot -> view.anyAvailable(slot.live()));
    }

    /** Whether every slot that is to run the target does, and runs nothing else. */
    static boolean isUpdated(AppView view) {
        return view.slots().stream().filter(view::covers).allMatch(slot -> isSettled(view, slot));
    }

    /** Whether the reload waits for a person: paused, or only slots below the partition are left; nothing moves. */
    static boolean isHeld(AppView view) {
        boolean atRest = view.slots().stream()
                .allMatch(slot -> isSettled(view, slot)
                        || (view.anyAvailable(slot.live()) && slot.live().size() == 1));
        return atRest && (view.paused() || isUpdated(view));
    }

    private static boolean isSettled(AppView view, Slot slot) {
        return view.isUpdated(slot)
                && slot.outdated().isEmpty()
                && slot.leaving().isEmpty();
    }
}
