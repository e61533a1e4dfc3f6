package dev.workerapp.planner.view;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Trouble;
import dev.workerapp.planner.Worker;

/**
 * A worker of the target that had its time.
 *
 * @param reason which deadline it missed
 * @param detail which worker and what the cluster says, for a person; does not change while it stays as it is
 */
public record Failure(Reason reason, String detail) {

    static Failure of(Worker worker, Reason reason) {
        String said = worker.trouble().map(t -> " " + t.message()).orElse("");
        return new Failure(reason, "Worker " + worker.name() + ": " + reason.sentence() + said);
    }

    static Failure of(Refusal refusal) {
        Trouble trouble = refusal.trouble();
        return new Failure(
                trouble.reason(),
                "Slot " + refusal.slot() + ": " + trouble.reason().sentence() + " " + trouble.message());
    }
}
