package dev.workerapp.planner;

import java.time.Instant;

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
        throw new IllegalStateException("the rules follow");
    }
}
