package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OverLimit;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A worker that takes the place of one which came over a limit soon, whatever it is started for, begins with as many in a row;
 * and after three nobody is replaced for that any more.
 */
final class KeepsTheRow implements Invariant {
    private static final int MOST = 3;

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        return plan.actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .flatMap(create -> last(observed, create).flatMap(worker -> broken(desired, worker, create)).stream())
                .findFirst();
    }

    private static Optional<Worker> last(Observed observed, Action.Create create) {
        return observed.workers().stream()
                .filter(worker -> worker.slot() == create.slot())
                .filter(worker -> worker.revision().equals(create.revision()))
                .max(Comparator.comparingInt(Worker::incarnation));
    }

    private static Optional<String> broken(Desired desired, Worker last, Action.Create create) {
        return last.recycling().overLimit().entrySet().stream()
                .filter(entry -> entry.getValue()
                        .limit()
                        .equals(desired.recycle().limits().get(entry.getKey())))
                .filter(entry -> entry.getValue().after().isPresent())
                .flatMap(entry -> broken(entry.getKey(), entry.getValue(), create).stream())
                .findFirst();
    }

    private static Optional<String> broken(Reason reason, OverLimit known, Action.Create create) {
        int carried = Optional.ofNullable(create.recycling().overLimit().get(reason))
                .map(OverLimit::before)
                .orElse(0);
        if (carried < Math.min(MOST, known.before() + 1)) {
            return Optional.of("slot " + create.slot() + " forgets how often its workers came over a limit");
        }
        return create.reason() == reason && known.before() >= MOST
                ? Optional.of("slot " + create.slot() + " has its worker replaced once more for " + reason)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "no limit replaces workers for ever";
    }
}
