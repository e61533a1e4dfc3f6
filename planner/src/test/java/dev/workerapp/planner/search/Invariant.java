package dev.workerapp.planner.search;

import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that always holds. Each method gives back how it is broken, or nothing. Of the seven in the architecture's
 * list, the fifth (another version of the operator writes nothing) rests on the stored templates, not on the planner;
 * its part in it is that the same view gives the same plan.
 */
interface Invariant {
    /** How a plan, carried out at once on the world as it is seen, would break it. */
    default Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        return Optional.empty();
    }

    /** How an action that was carried out has broken it. */
    default Optional<String> inStep(Setting setting, State from, Act act, State to) {
        return Optional.empty();
    }

    /** How a state breaks it in which nothing happens any more. */
    default Optional<String> atRest(Setting setting, State state) {
        return Optional.empty();
    }

    /** How a state breaks it that comes again for ever, since something goes wrong for ever. */
    default Optional<String> forEver(Setting setting, State state) {
        return Optional.empty();
    }
}
