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
        return view.slots().stream().filter(view::inReloadScope).allMatch(slot -> isSettled(view, slot));
    }

    /** Whether the reload waits for a person: paused, or only slots below the partition are left; nothing moves. */
    static boolean isHeld(AppView view) {
        return !anyPair(view) && (view.paused() || isUpdated(view));
    }

    /** Whether workers are being replaced, and not all are yet. */
    static boolean isReloading(AppView view) {
        boolean isReload = view.revisions().stable().isPresent() ? view.reloading() : anyOld(view);
        return isReload && !isUpdated(view) && (anyPair(view) || !view.paused());
    }

    /** Whether what does not serve has only just begun to, or is about to. */
    static boolean isFilling(AppView view) {
        return view.slots().stream()
                .filter(slot -> !view.anyAvailable(slot.live()))
                .allMatch(slot -> slot.live().stream().allMatch(view::mayStillStart));
    }

    private static boolean anyPair(AppView view) {
        return view.slots().stream().anyMatch(slot -> slot.live().size() > 1);
    }

    private static boolean anyOld(AppView view) {
        return view.slots().stream().anyMatch(slot -> !slot.outdated().isEmpty());
    }

    private static boolean isSettled(AppView view, Slot slot) {
        return view.isUpdated(slot)
                && slot.outdated().isEmpty()
                && slot.superseded().isEmpty();
    }
}
