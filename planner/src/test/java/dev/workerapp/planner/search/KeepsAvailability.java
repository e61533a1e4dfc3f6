package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Invariant 1: no action of a reload, rollback or recycle lowers the number of available workers, with {@code overlap:
 * true} and not with {@code Proceed}. A view that is stale in one object costs at most that one worker: it became
 * available after it was seen not to be.
 */
final class KeepsAvailability implements Invariant {
    /** What people ask for when they want fewer workers. */
    private static final Set<Reason> STOPPING =
            EnumSet.of(Reason.SURPLUS_SLOT, Reason.SUSPENDED, Reason.RESTART_REQUESTED);

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        if (!desired.reload().overlap() || desired.reload().onFailure() == OnFailure.PROCEED) {
            return Optional.empty();
        }
        // A worker on trial may be available or not, as its revision is trusted or not.
        Duration minReady = desired.readiness().minReady();
        Set<Worker> mayServe = observed.workers().stream()
                .filter(w -> w.readyFor(minReady, now))
                .collect(Collectors.toSet());
        for (Action action : plan.actions()) {
            if (action instanceof Action.Delete delete
                    && !STOPPING.contains(delete.reason())
                    && mayServe.remove(delete.worker())
                    && delete.worker().readyFor(desired.reload().probation(), now)
                    && delete.onlyIf().filter(mayServe::contains).isEmpty()) {
                return Optional.of(delete.worker().name() + " serves and is deleted without a live look at another");
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        if (act.kind() != Act.Kind.DELETE
                || !setting.overlap()
                || setting.onFailure() == OnFailure.PROCEED
                || STOPPING.contains(act.reason())) {
            return Optional.empty();
        }
        boolean served = from.count(act.slot(), Pod::isAvailable) > 0;
        boolean serves = to.count(act.slot(), Pod::isAvailable) > 0;
        return served && !serves && act.wasAvailable()
                ? Optional.of("slot " + act.slot() + " does not serve any more after: " + act)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "1, no worker is lost";
    }
}
