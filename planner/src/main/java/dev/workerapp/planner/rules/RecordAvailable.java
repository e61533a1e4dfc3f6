package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules 1 and 5: what tells a crash of a worker that had served from one at its start is recorded on its pod, and ends its
 * slot's back-off; but only where something has failed at all, so that in the steady state nothing is written.
 */
public final class RecordAvailable implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.slots().stream()
                .flatMap(slot -> Stream.concat(
                        Stream.concat(slot.target().stream(), slot.outdated().stream())
                                .flatMap(worker -> recovered(view, worker).stream()),
                        slot.target().stream().flatMap(worker -> crashedFirst(slot, worker).stream())))
                .toList();
    }

    private static Optional<Action> recovered(AppView view, Worker worker) {
        CrashHistory history = worker.history();
        boolean isNew = history.attempt() > 0 || history.exitsWhenAvailable().isEmpty();
        return history.hasFailedBefore() && isNew && view.available(worker)
                ? Optional.of(new Action.RecordAvailable(
                        worker, history.exitsWhenAvailable().orElse(history.exits()), Reason.RECOVERED))
                : Optional.empty();
    }

    /** Nothing had failed until it was ready, and its old worker is gone: it had been available. */
    private static Optional<Action> crashedFirst(Slot slot, Worker worker) {
        CrashHistory history = worker.history();
        boolean crashed = history.exits() > 0
                && history.exitsWhenAvailable().isEmpty()
                && history.wasReady()
                && !worker.ready()
                && history.attempt() == 0
                && slot.outdated().isEmpty();
        return crashed
                ? Optional.of(new Action.RecordAvailable(worker, 0, Reason.CRASHED_AFTER_READY))
                : Optional.empty();
    }
}
