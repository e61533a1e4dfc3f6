package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory.Postponed;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Failure;
import java.util.List;

/**
 * Rule 8: when the replacement of a worker that may stay fails, the worker stays, and that is recorded on its pod. With that
 * it is replaced no more for a while, and the replacement is one too many in its slot ({@link RetireDuplicates}).
 */
public final class PostponeRecycling implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.recycling().failures().entrySet().stream()
                .map(entry -> postpone(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Action postpone(Worker worker, Failure failure) {
        int before = worker.recycling().postponed().map(Postponed::failures).orElse(0);
        return new Action.PostponeRecycling(worker, before + 1, failure.detail(), Reason.REPLACEMENT_FAILED);
    }
}
