package dev.workerapp.operator.execute;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a plan's actions. Those that are in none of the lists were not tried.
 *
 * @param done those that have changed something
 * @param unchanged those that had nothing to change: what was seen is not how it is any more, and will be seen anew
 * @param refusals workers that the API server did not create
 * @param problems other writes that it did not do
 */
public record Outcome(List<Action> done, List<Action> unchanged, List<Refusal> refusals, List<Problem> problems) {

    /** Nothing was tried. */
    public static final Outcome NOTHING = new Outcome(List.of(), List.of(), List.of(), List.of());

    /** Makes the lists unmodifiable. */
    public Outcome {
        done = List.copyOf(done);
        unchanged = List.copyOf(unchanged);
        refusals = List.copyOf(refusals);
        problems = List.copyOf(problems);
    }

    /** What came of these actions and then of others. */
    public Outcome and(Outcome then) {
        return new Outcome(
                joined(done, then.done),
                joined(unchanged, then.unchanged),
                joined(refusals, then.refusals),
                joined(problems, then.problems));
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** Collects an outcome, action by action. Not thread-safe. */
    static final class Collector {
        private final List<Action> done = new ArrayList<>();
        private final List<Action> unchanged = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        void done(Action action) {
            done.add(action);
        }

        boolean isDone(Action action) {
            return done.contains(action);
        }

        void unchanged(Action action) {
            unchanged.add(action);
        }

        void refused(Refusal refusal) {
            refusals.add(refusal);
        }

        void refused(Problem problem) {
            problems.add(problem);
        }

        Outcome outcome() {
            return new Outcome(done, unchanged, refusals, problems);
        }
    }
}
