package dev.workerapp.operator.execute;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a plan's actions.
 *
 * @param done those that were carried out
 * @param refusals workers that the API server would not create
 * @param problems other writes that it refused
 */
public record Outcome(List<Action> done, List<Refusal> refusals, List<Problem> problems) {

    /** Nothing was tried. */
    public static final Outcome NOTHING = new Outcome(List.of(), List.of(), List.of());

    /** Makes the lists unmodifiable. */
    public Outcome {
        done = List.copyOf(done);
        refusals = List.copyOf(refusals);
        problems = List.copyOf(problems);
    }

    /** Collects an outcome, action by action. Not thread-safe. */
    static final class Collector {
        private final List<Action> done = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        void done(Action action) {
            done.add(action);
        }

        void refused(Refusal refusal) {
            refusals.add(refusal);
        }

        void refused(Problem problem) {
            problems.add(problem);
        }

        Outcome outcome() {
            return new Outcome(done, refusals, problems);
        }
    }
}
