package dev.workerapp.planner;

/** What to do when a replacement is past its deadline. */
public enum OnFailure {
    /** Mark the revision failed and bring the updated slots back to the stable revision, replacement first. */
    ROLL_BACK,
    /** Start no further replacement and leave the failed one to be looked at. */
    HALT,
    /** Count the replacement as available, as PM2 does. Gives up the promise that no worker is lost. */
    PROCEED
}
