package dev.workerapp.planner.view;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;

/**
 * A worker of the target that had its time.
 *
 * @param reason which deadline it missed
 * @param detail which worker and what the cluster says, for a person; does not change while it stays as it is
 */
public record Failure(Reason reason, String detail) {

    static Failure of(Worker worker, Reason reason) {
        String what = worker.problem().map(t -> sentence(reason, t.message())).orElse(reason.sentence());
        return new Failure(reason, "Worker " + worker.name() + ": " + what);
    }

    static Failure of(Refusal refusal) {
        Problem problem = refusal.problem();
        return new Failure(
                problem.reason(), "Slot " + refusal.slot() + ": " + sentence(problem.reason(), problem.message()));
    }

    /** The reason's sentence with the cluster's words in it. */
    private static String sentence(Reason reason, String said) {
        String stem = reason.sentence().substring(0, reason.sentence().length() - 1);
        return stem + ": " + said + (said.endsWith(".") ? "" : ".");
    }
}
