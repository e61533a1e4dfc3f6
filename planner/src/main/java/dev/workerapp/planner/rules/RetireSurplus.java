package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import java.util.List;
import java.util.Optional;

/** Rules 2 and 7: workers of slots that are not wanted go, highest slot first; while suspended, all. */
public final class RetireSurplus implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        Reason why = view.desired().suspended() ? Reason.SUSPENDED : Reason.SURPLUS_SLOT;
        return view.surplus().stream()
                .<Action>map(worker -> new Action.Delete(worker, Optional.empty(), reason(worker, why)))
                .toList();
    }

    private static Reason reason(Worker worker, Reason otherwise) {
        return worker.terminal() ? Reason.TERMINAL : otherwise;
    }
}
