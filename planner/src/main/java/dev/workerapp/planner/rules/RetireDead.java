package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Rule 1: a pod that has ended is kept, as the memory of its slot's back-off and to be looked at, until its successor is
 * there. It is deleted at once when its slot needs no other worker of its revision.
 */
public final class RetireDead implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.slots().stream()
                .flatMap(slot -> slot.dead().stream().filter(dead -> !isStillNeeded(view, slot, dead)))
                .<Action>map(dead -> new Action.Delete(dead, Optional.empty(), reason(dead)))
                .toList();
    }

    private static boolean isStillNeeded(AppView view, Slot slot, Worker dead) {
        boolean isLast = slot.dead().stream().noneMatch(other -> other.incarnation() > dead.incarnation());
        boolean hasSuccessor = slot.live().stream().anyMatch(other -> other.incarnation() > dead.incarnation());
        return view.states().isBackOffOf(slot, dead) && isLast && !hasSuccessor;
    }

    private static Reason reason(Worker dead) {
        return dead.problem().map(Problem::reason).orElse(Reason.TERMINAL);
    }
}
