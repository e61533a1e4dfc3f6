package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Revisions;
import dev.workerapp.planner.view.Slot;
import dev.workerapp.planner.view.SlotState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rule 3: empty slots are filled at once, but for the back-off after failures; with the target, except with the stable
 * revision while the target is not proved and workers of the stable one are there to be protected, and in slots below the
 * partition.
 */
public final class FillSlots implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        Optional<Slot> trial = trial(view);
        return view.slots().stream()
                .filter(slot -> mayBeFilled(view.states().of(slot)))
                .flatMap(slot -> fill(view, slot, choose(view, slot, trial)).stream())
                .toList();
    }

    /** A slot that is left empty for one revision may take another one. */
    private static boolean mayBeFilled(SlotState state) {
        return switch (state) {
            case SlotState.Vacant _, SlotState.Errored _, SlotState.Stopped _, SlotState.Waiting _ -> true;
            case SlotState.Occupied _,
                    SlotState.HeldBack _,
                    SlotState.Starting _,
                    SlotState.Serving _,
                    SlotState.Unready _,
                    SlotState.Broken _,
                    SlotState.Replacing _,
                    SlotState.Crowded _ -> false;
        };
    }

    private static Optional<Action> fill(AppView view, Slot slot, Optional<Revision> chosen) {
        return chosen.filter(revision -> view.restarts().mayStart(slot, revision))
                .flatMap(revision -> create(
                        view,
                        slot,
                        chosen,
                        view.restarts().isTried(slot, revision) ? Reason.RETRY : Reason.EMPTY_SLOT));
    }

    /**
     * Rule 8: the replacement of a worker that is not outdated is what would start if the worker were gone already; beside
     * a worker of the target that is available, another one would be deleted again at once.
     */
    static Optional<Action> recycle(AppView view, Slot slot) {
        Optional<Reason> reason = slot.onlyWorker().flatMap(view::recycledFor);
        Optional<Revision> chosen =
                view.isUpdated(slot) ? Optional.of(view.revisions().target()) : choose(view, slot, Optional.empty());
        return reason.flatMap(why ->
                create(view, slot, chosen.filter(revision -> view.restarts().mayStart(slot, revision)), why));
    }

    /** A failed revision is left only when the stable one is gone; starting it is a person's affair. */
    private static Optional<Action> create(AppView view, Slot slot, Optional<Revision> chosen, Reason reason) {
        return chosen.filter(revision -> !revision.failed()).map(revision -> create(view, slot, revision, reason));
    }

    /** A new worker in a slot, which remembers how its predecessors of the same revision have ended. */
    static Action create(AppView view, Slot slot, Revision revision, Reason reason) {
        return new Action.Create(
                slot.number(),
                revision.name(),
                slot.nextIncarnation(),
                slot.historyFor(revision.name()).withCrashes(view.restarts().carried(slot, revision)),
                view.recycling().historyOfNew(slot, revision, reason),
                reason);
    }

    /** Which slots are about to be filled with the target. */
    static Predicate<Slot> takesTarget(AppView view) {
        Optional<Slot> trial = trial(view);
        return slot -> isOpen(view, slot)
                && choose(view, slot, trial)
                        .filter(revision -> view.revisions().isTarget(revision.name()))
                        .filter(revision -> view.restarts().mayStart(slot, revision))
                        .isPresent();
    }

    /** Empty, whether or not the next worker has to wait. */
    private static boolean isOpen(AppView view, Slot slot) {
        return view.desired().reload().overlap() ? slot.isEmpty() : slot.isVacant();
    }

    private static Optional<Revision> choose(AppView view, Slot slot, Optional<Slot> trial) {
        Revisions revisions = view.revisions();
        boolean takesTarget = view.takesTarget(slot)
                || (view.inReloadScope(slot)
                        && trial.filter(one -> one.number() == slot.number()).isPresent());
        return takesTarget || revisions.stable().isEmpty() ? Optional.of(revisions.target()) : revisions.stable();
    }

    /**
     * The slot that the reload has emptied for the first worker of the target, or that is empty since the stable revision
     * is not to be started in it. Nothing remembers which one it was, nor need it: any one will do, as long as it is only
     * one. A refusal or a pod that has ended tells which was tried.
     */
    private static Optional<Slot> trial(AppView view) {
        List<Slot> open = view.slotsFromHighest().stream()
                .filter(slot -> isOpen(view, slot) && view.inReloadScope(slot))
                .filter(slot -> view.restarts().mayStart(slot, view.revisions().target()))
                .toList();
        Optional<Slot> tried =
                open.stream().filter(slot -> wasTried(view, slot)).max(Comparator.comparingInt(Slot::number));
        boolean underWay = view.slots().stream().anyMatch(slot -> !slot.target().isEmpty() && !view.isUpdated(slot));
        if (tried.isPresent() || underWay || view.paused() || view.halted()) {
            return tried;
        }
        return open.stream()
                .filter(slot -> !view.desired().reload().overlap() || hasNoOther(view, slot))
                .findFirst();
    }

    /** Whether the stable revision is not to be started in it either. */
    private static boolean hasNoOther(AppView view, Slot slot) {
        return view.revisions()
                .stable()
                .flatMap(stable -> view.restarts().mark(slot, stable))
                .isPresent();
    }

    private static boolean wasTried(AppView view, Slot slot) {
        return slot.lastDead(view.revisions().target().name()).isPresent()
                || view.refusal(slot)
                        .filter(refusal -> isEmptiedFor(view, refusal))
                        .isPresent();
    }

    /** With overlap, only a quota makes the reload empty a slot. */
    private static boolean isEmptiedFor(AppView view, Refusal refusal) {
        return !view.desired().reload().overlap() || refusal.problem().reason() == Reason.QUOTA_EXCEEDED;
    }
}
