package dev.workerapp.planner.report;

import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import dev.workerapp.planner.view.SlotState;
import java.util.List;
import java.util.stream.Stream;

/** What the words of a report rest on. */
final class Standing {

    private Standing() {}

    /** Whether every wanted slot has an available worker, of whatever revision. */
    static boolean serves(AppView view) {
        return view.slots().stream().allMatch(slot -> view.anyAvailable(slot.live()));
    }

    /** Whether a slot that had an available worker has none now, unless the app was asked to stop that worker first. */
    static boolean hasLostWorkers(AppView view) {
        return view.slots().stream()
                .filter(slot -> !view.anyAvailable(slot.live()))
                .anyMatch(slot -> Stream.concat(slot.live().stream(), slot.dead().stream())
                                .anyMatch(Standing::hadServed)
                        || slot.terminating().stream().anyMatch(worker -> wasTakenAway(view, worker)));
    }

    private static boolean wasTakenAway(AppView view, Worker worker) {
        boolean onPurpose =
                !view.desired().reload().overlap() || view.revisions().isBeforeRestart(worker.revision());
        return worker.history().wasReady() && !onPurpose;
    }

    private static boolean hadServed(Worker worker) {
        return !worker.ready()
                && (worker.history().wasReady()
                        || worker.history().exitsWhenAvailable().isPresent());
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
                .allMatch(slot -> isFilling(view, slot));
    }

    /** Whether what does not serve is only what is not to, as its workers have said. */
    static boolean isStopped(AppView view) {
        return view.slots().stream()
                .filter(slot -> !view.anyAvailable(slot.live()))
                .allMatch(slot -> view.states().of(slot) instanceof SlotState.Stopped);
    }

    private static boolean isFilling(AppView view, Slot slot) {
        return switch (view.states().of(slot)) {
            case SlotState.Vacant _, SlotState.Occupied _, SlotState.Starting _ -> true;
            case SlotState.HeldBack _,
                    SlotState.Errored _,
                    SlotState.Stopped _,
                    SlotState.Waiting _,
                    SlotState.Unready _,
                    SlotState.Broken _ -> false;
            case SlotState.Serving _ -> true;
            case SlotState.Replacing(Worker old, Worker replacement) -> !view.broken(old) && !view.broken(replacement);
            case SlotState.Crowded(List<Worker> workers) -> workers.stream().noneMatch(view::broken);
        };
    }

    /** Whether a slot has a worker and its replacement. */
    static boolean anyPair(AppView view) {
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
