package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import java.util.List;
import java.util.Optional;

/** Rules 2 and 7: workers of slots that are not wanted are deleted, highest slot first; while suspended, all. */
public final class RetireSurplus implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.surplus().stream()
                .<Action>map(worker -> new Action.Delete(worker, Optional.empty(), reason(view, worker)))
                .toList();
    }

    private static Reason reason(AppView view, Worker worker) {
        return worker.terminal() ? Reason.TERMINAL : reason(view, worker.slot());
    }

    /** Why the slot is not wanted. */
    static Reason reason(AppView view, int slot) {
        if (view.desired().suspended()) {
            return Reason.SUSPENDED;
        }
        return view.desired().stops(slot) ? Reason.STOP_REQUESTED : Reason.SURPLUS_SLOT;
    }
}
