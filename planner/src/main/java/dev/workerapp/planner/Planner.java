package dev.workerapp.planner;

import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policy of WorkerApp: the ordered rules, applied to one view of one app. Thread-safe: it has no state. */
public final class Planner {

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
        List<Action> actions = new ArrayList<>();
        for (int slot = 0; slot < desired.instances(); slot++) {
            int wanted = slot;
            if (observed.workers().stream().noneMatch(w -> w.slot() == wanted && !w.terminating())) {
                int last = observed.workers().stream()
                        .filter(w -> w.slot() == wanted)
                        .mapToInt(Worker::incarnation)
                        .max()
                        .orElse(0);
                actions.add(new Action.Create(slot, desired.revision(), last + 1, Reason.EMPTY_SLOT));
            }
        }
        int available = (int) observed.workers().stream()
                .filter(w -> w.available(now, desired.readiness().minReady()))
                .count();
        boolean serves = available >= desired.instances();
        Verdict verdict = new Verdict(serves, serves ? Reason.AS_ASKED : Reason.SLOTS_UNAVAILABLE, "");
        Verdict no = new Verdict(false, Reason.AS_ASKED, "");
        Report report = new Report(
                serves ? Word.READY : Word.SCALING,
                observed.workers().size(),
                available,
                available,
                available,
                0,
                Optional.empty(),
                desired.revision(),
                Optional.empty(),
                List.of(),
                verdict,
                verdict,
                no,
                no);
        return new Plan(actions, report, Optional.empty());
    }
}
