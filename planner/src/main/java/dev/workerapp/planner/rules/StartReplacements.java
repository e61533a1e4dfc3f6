package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.ReplaceReason;
import dev.workerapp.planner.view.Revisions;
import dev.workerapp.planner.view.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rules 4 and 8 with overlap, first half: replacements start beside their old workers, one until the target is proved,
 * then as many as it has available workers, at most {@code parallel}. Workers that are to be replaced for another reason
 * than their revision come first, and whatever holds the reload back; then broken ones, which need no budget once the
 * target is proved.
 */
public final class StartReplacements implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        if (!view.desired().reload().overlap()) {
            return List.of();
        }
        List<Action> actions = new ArrayList<>();
        long room = budget(view) - underWay(view);
        for (Slot slot : candidates(view)) {
            boolean free = view.proved() && view.hasBrokenOldWorker(slot);
            // What was refused is asked for again even when halted: nothing else would tell that it may start now.
            boolean may = view.refusal(slot).isPresent() || isToBeRecycled(view, slot) || !view.halted();
            if ((free || room > 0) && may) {
                if (view.states().heldBackUntil(slot).isEmpty()) {
                    actions.addAll(start(view, slot));
                }
                // A slot that waits keeps its place: what failed in it would fail in the next one too.
                room -= free ? 0 : 1;
            }
        }
        return actions;
    }

    /**
     * The slots that await a replacement: those whose worker is to be replaced for another reason than its revision, then
     * what was begun first, then broken ones, then from the highest down.
     */
    static List<Slot> candidates(AppView view) {
        Comparator<Slot> lastFirst = Comparator.comparing(slot -> isToBeRecycled(view, slot));
        return view.slotsFromHighest().stream()
                .filter(slot -> isToBeRecycled(view, slot) || isToReload(view, slot))
                .sorted(lastFirst
                        .thenComparing(slot -> wasTried(view, slot))
                        .thenComparing(view::hasBrokenOldWorker)
                        .reversed())
                .toList();
    }

    private static boolean wasTried(AppView view, Slot slot) {
        return view.refusal(slot).isPresent()
                || slot.lastDead(view.revisions().target().name()).isPresent();
    }

    private static boolean isToBeRecycled(AppView view, Slot slot) {
        return slot.onlyWorker().filter(view::isToBeRecycled).isPresent();
    }

    private static boolean isToReload(AppView view, Slot slot) {
        return slot.onlyWorker()
                        .filter(worker -> view.replaceReasons(worker).contains(ReplaceReason.OUTDATED))
                        .isPresent()
                && !view.paused()
                && !view.revisions().target().failed();
    }

    /** How many slots may be replaced at once: one, then as many as are updated and available, up to parallel. */
    static int budget(AppView view) {
        return Math.clamp(
                view.updatedAndAvailable(),
                1,
                Math.max(1, view.desired().reload().parallel()));
    }

    private static long underWay(AppView view) {
        Predicate<Slot> onTrial = view.proved() ? _ -> false : onTrial(view);
        return view.slots().stream()
                .filter(slot -> onTrial.test(slot) || isReplacing(view, slot))
                .count();
    }

    /** Before the target is proved every worker of it is on trial, also one without an old worker beside it. */
    private static Predicate<Slot> onTrial(AppView view) {
        Predicate<Slot> takesTarget = FillSlots.takesTarget(view);
        return takesTarget.or(slot -> !slot.target().isEmpty() && !view.isUpdated(slot));
    }

    private static boolean isReplacing(AppView view, Slot slot) {
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
            return FillSlots.recycle(view, slot).stream().toList();
        }
        return List.of(FillSlots.create(view, slot, view.revisions().target(), reason(view.revisions())));
    }

    private static Reason reason(Revisions revisions) {
        if (!revisions.rolledBack()) {
            return Reason.OUTDATED;
        }
        return revisions.asked().instead().isPresent() ? Reason.UNDONE : Reason.ROLL_BACK;
    }
}
