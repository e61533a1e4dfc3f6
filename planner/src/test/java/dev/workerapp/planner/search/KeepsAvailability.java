package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
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
            EnumSet.of(Reason.SURPLUS_SLOT, Reason.STOP_REQUESTED, Reason.SUSPENDED, Reason.RESTART_REQUESTED);

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        if (!desired.reload().overlap() || desired.reload().onFailure() == OnFailure.PROCEED) {
            return Optional.empty();
        }
        Set<Worker> serving = observed.workers().stream()
                .filter(Availability.of(desired, observed, now))
                .collect(Collectors.toSet());
        for (Action action : plan.actions()) {
            if (action instanceof Action.Delete delete
                    && !STOPPING.contains(delete.reason())
                    && serving.remove(delete.worker())
                    && delete.onlyIf().filter(serving::contains).isEmpty()) {
                return Optional.of(delete.worker().name() + " serves and is deleted without a live look at another");
            }
        }
        return Optional.empty();
    }

    /** What was available when the plan was made is so as long as it is ready: nobody doubts it any more. */
    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        if (act.kind() != Act.Kind.DELETE
                || !act.wasAvailable()
                || !setting.overlap()
                || setting.onFailure() == OnFailure.PROCEED
                || STOPPING.contains(act.reason())) {
            return Optional.empty();
        }
        boolean served = from.count(act.slot(), pod -> Availability.is(setting, from, pod)) > 0;
        Pod replacement = from.find(act.slot(), act.onlyIf());
        boolean serves = (replacement != null && replacement.state.isReady())
                || to.count(act.slot(), pod -> Availability.is(setting, to, pod)) > 0;
        return served && !serves
                ? Optional.of("slot " + act.slot() + " does not serve any more after: " + act)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "1, no worker is lost";
    }
}
