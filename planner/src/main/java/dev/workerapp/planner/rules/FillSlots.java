package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Revisions;
import dev.workerapp.planner.view.Slot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rule 3: empty slots are filled at once, with the target; but with the stable revision while the target is not proved
 * and workers of the stable one are there to be protected, and in slots below the partition.
 */
public final class FillSlots implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        Optional<Slot> trial = trial(view);
        return view.slots().stream()
                .filter(slot -> isEmpty(view, slot))
                .flatMap(slot -> create(slot, choose(view, slot, trial), Reason.EMPTY_SLOT).stream())
                .toList();
    }

    /**
     * Rule 8: the replacement of a worker that is to move is what would start if the worker were gone already; beside a
     * worker of the target that counts, another one would go again at once.
     */
    static Optional<Action> move(AppView view, Slot slot) {
        Optional<Revision> chosen =
                view.isUpdated(slot) ? Optional.of(view.revisions().target()) : choose(view, slot, Optional.empty());
        return create(slot, chosen, Reason.NODE_DRAINED);
    }

    /** A failed revision is left only when the stable one is gone; starting it is a person's affair. */
    private static Optional<Action> create(Slot slot, Optional<Revision> chosen, Reason reason) {
        return chosen.filter(revision -> !revision.failed())
                .map(revision -> new Action.Create(
                        slot.number(), revision.name(), slot.nextIncarnation(), CrashHistory.NONE, reason));
    }

    /** Whether the slot is about to be filled with the target. */
    static boolean takesTarget(AppView view, Slot slot) {
        return isEmpty(view, slot)
                && choose(view, slot, trial(view))
                        .filter(view.revisions().target()::equals)
                        .isPresent();
    }

    private static boolean isEmpty(AppView view, Slot slot) {
        return view.desired().reload().overlap() ? slot.isEmpty() : slot.isVacant();
    }

    private static Optional<Revision> choose(AppView view, Slot slot, Optional<Slot> trial) {
        Revisions revisions = view.revisions();
        boolean takesTarget = view.inReloadScope(slot)
                && (view.proved()
                        || view.stableWorkers().isEmpty()
                        || trial.filter(slot::equals).isPresent());
        return takesTarget || revisions.stable().isEmpty() ? Optional.of(revisions.target()) : revisions.stable();
    }

    /**
     * The slot that the reload has emptied for the first worker of the target. Nothing remembers which one it was, nor
     * need it: any one will do, as long as it is only one. A refusal tells which was tried already.
     */
    private static Optional<Slot> trial(AppView view) {
        List<Slot> open = view.slotsFromHighest().stream()
                .filter(slot -> isEmpty(view, slot) && view.inReloadScope(slot))
                .toList();
        Optional<Slot> refused = open.stream()
                .filter(slot ->
                        view.refusal(slot).filter(r -> emptiedFor(view, r)).isPresent())
                .max(Comparator.comparingInt(Slot::number));
        boolean underWay = view.slots().stream().anyMatch(slot -> !slot.target().isEmpty() && !view.isUpdated(slot));
        if (refused.isPresent() || underWay || view.desired().reload().overlap() || view.paused() || view.halted()) {
            return refused;
        }
        return open.stream().findFirst();
    }

    /** With overlap, only a quota makes the reload empty a slot. */
    private static boolean emptiedFor(AppView view, Refusal refusal) {
        return !view.desired().reload().overlap() || refusal.problem().reason() == Reason.QUOTA_EXCEEDED;
    }
}
