package dev.workerapp.planner;

/** What to do when a worker can't be started for longer than {@link ReloadPolicy#startTimeout()}. */
public enum OnStartTimeout {
    /** Keep trying and report it: what never ran says nothing about its revision. */
    WAIT,
    /** Treat it as a failure of the revision. */
    FAIL
}
