package dev.workerapp.planner.search;

import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import java.time.Instant;
import java.util.List;

/** What always holds. */
public final class Invariants {
    /** The fourth, of which the search sees the half that no single state shows. */
    static final Invariant CONVERGES = new Converges();

    /** The seventh, of which the search sees the other half. */
    static final Invariant BACKS_OFF = new BacksOff();

    /** The fifth, as far as it is the planner's. */
    static final Invariant SAME_VIEW_SAME_PLAN = new SameViewSamePlan();

    /** All of them, in the order of the architecture's list, and those of the restart policy and of recycling. */
    static final List<Invariant> ALL = List.of(
            new KeepsAvailability(),
            new KeepsBounds(),
            new TouchesItsOwn(),
            CONVERGES,
            SAME_VIEW_SAME_PLAN,
            new StartsNoFailure(),
            BACKS_OFF,
            new LimitsCrashes(),
            new RecyclesGently(),
            new KeepsTheRow());

    private Invariants() {}

    /** How a plan breaks them; empty when it does not. For tests that have a view and a plan of it, and no world. */
    public static List<String> broken(Desired desired, Observed observed, Instant now, Plan plan) {
        return ALL.stream()
                .flatMap(invariant ->
                        invariant.inPlan(desired, observed, now, plan).stream().map(how -> invariant + ": " + how))
                .toList();
    }

    /** Checks what an action has led to. */
    static void check(Setting setting, State from, Step step) {
        Act act = step.act();
        if (act != null) {
            for (Invariant invariant : ALL) {
                invariant.inStep(setting, from, act, step.to()).ifPresent(how -> {
                    throw new Broken(invariant, how);
                });
            }
        }
    }

    /** Checks a state in which nothing happens any more. */
    static void checkAtRest(Setting setting, State state) {
        for (Invariant invariant : ALL) {
            invariant.atRest(setting, state).ifPresent(how -> {
                throw new Broken(invariant, how);
            });
        }
    }

    /** Checks a state that comes again for ever. */
    static void checkForEver(Setting setting, State state) {
        for (Invariant invariant : ALL) {
            invariant.forEver(setting, state).ifPresent(how -> {
                throw new Broken(invariant, how);
            });
        }
    }

    /** Whether a state may come again for ever. */
    static boolean mayLast(Setting setting, State state) {
        return ALL.stream()
                .allMatch(invariant -> invariant.forEver(setting, state).isEmpty());
    }
}
