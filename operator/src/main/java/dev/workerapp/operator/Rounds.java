package dev.workerapp.operator;

import dev.workerapp.operator.execute.Outcome;
import dev.workerapp.operator.execute.Refusals;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.Refusal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides and acts until nothing is left to do, each round on a view that has in it what the round before has written. To
 * the planner each round is a look of its own; for the API server and for the apps that wait it is one pass.
 *
 * @param refusedBefore what was refused before the first round
 * @param observed what is seen after the last round
 * @param plan what the planner says of it
 * @param outcome what came of all rounds
 * @param isFinished whether nothing is left to do that was not tried yet
 */
record Rounds(List<Refusal> refusedBefore, Observed observed, Plan plan, Outcome outcome, boolean isFinished) {

    /** A mark, then what follows from it, then what fills the room: more is for another pass. */
    static final int MOST = 4;

    /**
     * Runs the rounds. No action is tried twice, and once a create was refused no other create is tried.
     *
     * @param first what is seen before the first round
     * @param look what is seen now, own writes included
     * @param act carries out actions, knowing what was refused before
     */
    static Rounds run(
            Desired desired,
            Observed first,
            Supplier<Observed> look,
            BiFunction<List<Action>, List<Refusal>, Outcome> act,
            Instant now) {
        Observed observed = first;
        List<Refusal> refusedBefore = first.refusals();
        Plan plan = Planner.plan(desired, observed, now);
        Outcome all = Outcome.NOTHING;
        Set<Action> tried = new HashSet<>();
        List<Action> open = plan.actions();
        for (int round = 0; round < MOST && !open.isEmpty(); round++) {
            tried.addAll(open);
            Outcome outcome = act.apply(open, observed.refusals());
            all = all.and(outcome);
            observed = look.get().withRefusals(Refusals.after(observed, outcome, desired, startable(plan, desired)));
            plan = Planner.plan(desired, observed, now);
            open = open(plan, tried, all);
        }
        return new Rounds(refusedBefore, observed, plan, all, open.isEmpty());
    }

    private static List<Action> open(Plan plan, Set<Action> tried, Outcome outcome) {
        return plan.actions().stream()
                .filter(action -> !tried.contains(action))
                .filter(action -> outcome.refusals().isEmpty() || !(action instanceof Action.Create))
                .toList();
    }

    /** The revisions that a worker may be started with: the one asked for, and those to which slots go back. */
    private static List<String> startable(Plan plan, Desired desired) {
        return Stream.concat(
                        Stream.of(desired.revision(), plan.report().targetRevision()),
                        plan.report().stableRevision().stream())
                .distinct()
                .toList();
    }
}
