package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rules 4 and 8 with overlap, first half: replacements start beside their old workers, one until the target is proved,
 * then as many as it has available workers, at most {@code parallel}. Workers whose node is being emptied come first,
 * and whatever holds the reload back; then broken ones, which need no budget once the target is proved.
 */
public final class StartReplacements implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        if (!view.desired().reload().overlap()) {
            return List.of();
        }
        List<Slot> candidates = candidates(view);
        List<Action> actions = new ArrayList<>();
        long room = budget(view) - underWay(view);
        for (Slot slot : candidates) {
            boolean refused = view.refusal(slot).isPresent();
            boolean free = view.proved() && view.hasBrokenOldWorker(slot);
            // What was refused is asked for again even when halted: nothing else would tell that it may start now.
            boolean may = refused || slot.hasOnlyDraining() || !view.halted();
            if ((free || room > 0) && may) {
                actions.addAll(start(view, slot));
                room -= free ? 0 : 1;
            }
        }
        return actions;
    }

    /**
     * The slots that await a replacement: those on a node that is being emptied, then what was begun first, then broken
     * ones, then from the highest down.
     */
    static List<Slot> candidates(AppView view) {
        Comparator<Slot> lastFirst = Comparator.comparing(Slot::hasOnlyDraining);
        return view.slotsFromHighest().stream()
                .filter(slot -> slot.hasOnlyDraining() || isToReload(view, slot))
                .sorted(lastFirst
                        .thenComparing(slot -> view.refusal(slot).isPresent())
                        .thenComparing(view::hasBrokenOldWorker)
                        .reversed())
                .toList();
    }

    private static boolean isToReload(AppView view, Slot slot) {
        return slot.hasOnlyOldWorker()
                && view.inReloadScope(slot)
                && !view.paused()
                && !view.revisions().target().failed();
    }

    private static int budget(AppView view) {
        return Math.clamp(
                view.updatedAndAvailable(),
                1,
                Math.max(1, view.desired().reload().parallel()));
    }

    private static long underWay(AppView view) {
        return view.slots().stream().filter(slot -> isUnderWay(view, slot)).count();
    }

    /** Before the target is proved every worker of it is on trial, also one without an old worker beside it. */
    private static boolean isUnderWay(AppView view, Slot slot) {
        boolean onTrial = !slot.target().isEmpty() && !view.isUpdated(slot);
        if (!view.proved() && (onTrial || FillSlots.takesTarget(view, slot))) {
            return true;
        }
        List<Worker> live = slot.live();
        return live.size() > 1 && (view.anyAvailable(live) || !view.hasBrokenOldWorker(slot));
    }

    private static List<Action> start(AppView view, Slot slot) {
        boolean overQuota = view.refusal(slot)
                .map(Refusal::problem)
                .filter(problem -> problem.reason() == Reason.QUOTA_EXCEEDED)
                .isPresent();
        if (overQuota && view.hasBrokenOldWorker(slot)) {
            return List.of(new Action.Delete(slot.outdated().getFirst(), Optional.empty(), Reason.MAKE_ROOM));
        }
        if (!isToReload(view, slot)) {
            return FillSlots.move(view, slot).stream().toList();
        }
        Reason reason = view.revisions().rolledBack() ? Reason.ROLL_BACK : Reason.OUTDATED;
        return List.of(new Action.Create(
                slot.number(), view.revisions().target().name(), slot.nextIncarnation(), CrashHistory.NONE, reason));
    }
}
