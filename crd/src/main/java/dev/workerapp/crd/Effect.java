package dev.workerapp.crd;

/** What a change of a spec field does to the workers that run. */
public enum Effect {
    /** Nothing. */
    NOTHING,
    /** It counts from now on; no worker is replaced for it. */
    AT_ONCE,
    /** Workers are started or stopped; those that stay are not touched. */
    SCALES,
    /** It makes another revision: every worker is replaced, as the app's {@code reload} says. */
    RELOADS
}
