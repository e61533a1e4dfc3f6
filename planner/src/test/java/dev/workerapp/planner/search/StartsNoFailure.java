package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Revision;
import java.time.Instant;
import java.util.Optional;

/** Invariant 6: a failed revision is never started again by itself. */
final class StartsNoFailure implements Invariant {

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        return plan.actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .filter(create -> observed.revisions().stream()
                        .filter(Revision::failed)
                        .anyMatch(r -> r.name().equals(create.revision())))
                .findFirst()
                .map(create -> "revision " + create.revision() + " has failed and is started in slot " + create.slot());
    }

    /** What was given up is remembered here by what was done about it, not by the mark. */
    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        boolean started = act.kind() == Act.Kind.CREATE && to.pods.length > from.pods.length;
        return started && !act.blind() && from.marks.givenUp(act.revision())
                ? Optional.of("revision " + Pod.name(act.revision()) + " was given up and is started again")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "6, a failed revision is not started again";
    }
}
