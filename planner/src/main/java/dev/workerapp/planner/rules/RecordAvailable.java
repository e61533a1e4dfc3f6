package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Rule 5: what tells a crash of a worker that had served from one at its start is recorded on its pod, but only where
 * containers have ended at all: in the steady state nothing is written.
 */
public final class RecordAvailable implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        List<Action> actions = new ArrayList<>();
        for (Slot slot : view.slots()) {
            for (Worker worker : slot.target()) {
                CrashHistory history = worker.history();
                if (history.exitsWhenAvailable().isPresent() || !history.hasFailedBefore()) {
                    continue;
                }
                if (view.available(worker)) {
                    actions.add(new Action.RecordAvailable(worker, history.exits(), Reason.RECOVERED));
                } else if (hasCrashedFirst(slot, worker)) {
                    actions.add(new Action.RecordAvailable(worker, 0, Reason.CRASHED_AFTER_READY));
                }
            }
        }
        return actions;
    }

    /** Nothing had failed until it was ready, and its old worker is gone: it had been available. */
    private static boolean hasCrashedFirst(Slot slot, Worker worker) {
        return worker.history().wasReady()
                && !worker.ready()
                && worker.history().attempt() == 0
                && slot.outdated().isEmpty();
    }
}
