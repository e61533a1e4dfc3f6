package dev.workerapp.planner;

import dev.workerapp.planner.report.Reporter;
import dev.workerapp.planner.rules.AdoptOrphans;
import dev.workerapp.planner.rules.AnswerUndo;
import dev.workerapp.planner.rules.ClearFailed;
import dev.workerapp.planner.rules.ClearSlots;
import dev.workerapp.planner.rules.EmptySlots;
import dev.workerapp.planner.rules.FillSlots;
import dev.workerapp.planner.rules.ForgetCrashes;
import dev.workerapp.planner.rules.MarkFailed;
import dev.workerapp.planner.rules.MarkStable;
import dev.workerapp.planner.rules.PostponeRecycling;
import dev.workerapp.planner.rules.RecordAvailable;
import dev.workerapp.planner.rules.RecordOverLimit;
import dev.workerapp.planner.rules.RetireDead;
import dev.workerapp.planner.rules.RetireDuplicates;
import dev.workerapp.planner.rules.RetireLost;
import dev.workerapp.planner.rules.RetireReplaced;
import dev.workerapp.planner.rules.RetireSuperseded;
import dev.workerapp.planner.rules.RetireSurplus;
import dev.workerapp.planner.rules.Rule;
import dev.workerapp.planner.rules.StartReplacements;
import dev.workerapp.planner.rules.StopCrashing;
import dev.workerapp.planner.view.AppView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The policy of WorkerApp: the ordered rules, applied to one view of one app. Thread-safe: it has no state. */
public final class Planner {

    /**
     * First what frees something, then what takes something, since a plan ends at the first write that fails. No rule
     * touches what another one deletes; a slot that a rule empties is filled when the delete is seen.
     */
    private static final List<Rule> RULES = List.of(
            new PostponeRecycling(),
            new RecordOverLimit(),
            new ClearFailed(),
            new RetireDead(),
            new RetireLost(),
            new ClearSlots(),
            new StopCrashing(),
            new RetireSurplus(),
            new RetireSuperseded(),
            new RetireDuplicates(),
            new RetireReplaced(),
            new EmptySlots(),
            new MarkStable(),
            new RecordAvailable(),
            new ForgetCrashes(),
            new FillSlots(),
            new StartReplacements(),
            new AdoptOrphans());

    private Planner() {}

    /**
     * Decides what to do next. The same arguments give the same plan.
     *
     * @param desired what the app asks for
     * @param observed what is seen; it may be stale
     * @param now the time at which the view is judged
     * @return the plan; with no actions when the app has converged or must wait
     */
    public static Plan plan(Desired desired, Observed observed, Instant now) {
        AppView view = AppView.of(desired, observed, now);
        List<Action> actions = new ArrayList<>();
        Optional<Instant> wakeAt = view.nextDeadline();
        Optional<Action.AnswerUndo> answer = AnswerUndo.decide(view);
        if (answer.isPresent()) {
            actions.add(answer.get());
            view = view.afterAnswering(answer.get().answer());
        }
        Optional<Action.MarkFailed> mark = MarkFailed.decide(view);
        if (mark.isPresent()) {
            actions.add(mark.get());
            view = view.afterMarkingFailed(mark.get().detail());
        }
        for (Rule rule : RULES) {
            actions.addAll(rule.actions(view));
        }
        return new Plan(actions, Reporter.report(view), view.neededRevisions(), earlier(wakeAt, view.nextDeadline()));
    }

    /** Until it is written, a mark may be overtaken by time, too. */
    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }
}
