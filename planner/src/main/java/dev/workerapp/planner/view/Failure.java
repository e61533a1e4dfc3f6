package dev.workerapp.planner.view;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Sentence;
import dev.workerapp.planner.Worker;
import java.time.Duration;

/**
 * A failure of the target.
 *
 * @param reason which deadline was missed, or what crashed
 * @param detail which worker, in figures, and what the cluster says, for a person; does not change while it stays as it
 *     is
 */
public record Failure(Reason reason, String detail) {

    static Failure of(Worker worker, Reason reason, AppView view) {
        String what =
                switch (reason) {
                    case NOT_READY_IN_TIME ->
                        "was not available within "
                                + view.timeToBecomeAvailable(worker).toSeconds() + " s";
                    case NOT_READY_AGAIN ->
                        "had been ready and was not for "
                                + seconds(view.desired().readiness().timeout());
                    case CRASH_LOOP -> "ended " + worker.history().exits() + " times before it was available";
                    case NOT_STARTED_IN_TIME ->
                        "could not run within "
                                + seconds(view.desired().reload().startTimeout());
                    default -> "ended " + BackOff.next(worker).exits() + " times before it was available";
                };
        return new Failure(reason, "Worker " + worker.name() + " in slot " + worker.slot() + " " + what + said(worker));
    }

    static Failure ofCrashes(Worker one, int crashes, AppView view) {
        return new Failure(
                Reason.CRASHED_AFTER_READY,
                "Workers that had been available crashed " + crashes + " times, one of them " + one.name() + " in slot "
                        + one.slot() + said(one));
    }

    /** Of a replacement that nobody needs. */
    static Failure ofEnded(Worker dead) {
        Reason reason = dead.problem().map(Problem::reason).orElse(Reason.TERMINAL);
        return new Failure(reason, "Worker " + dead.name() + " in slot " + dead.slot() + " has ended" + said(dead));
    }

    /** Of a replacement that nobody needs. */
    static Failure ofRefused(Refusal refusal) {
        Problem problem = refusal.problem();
        return new Failure(
                problem.reason(),
                "The worker in slot " + refusal.slot() + " could not be created: " + Sentence.of(problem.message()));
    }

    static Failure of(Refusal refusal) {
        Problem problem = refusal.problem();
        return new Failure(
                problem.reason(),
                "Slot " + refusal.slot() + " could not be filled since " + refusal.since() + ", after "
                        + refusal.tries() + " tries: " + Sentence.of(problem.message()));
    }

    private static String said(Worker worker) {
        return worker.problem()
                .map(problem -> ": " + Sentence.of(problem.message()))
                .orElse(".");
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }
}
