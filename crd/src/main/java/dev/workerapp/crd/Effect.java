package dev.workerapp.crd;

/** What a change of a spec field does to the workers that run. */
public enum Effect {
    /** Nothing. */
    NOTHING,
    /** It takes effect at once; no worker is replaced for it. */
    AT_ONCE,
    /**
     * It takes effect at once, and since it has to do with how a version starts, a revision that failed is tried again; no
     * worker is replaced for it otherwise.
     */
    TRIES_AGAIN,
    /** Workers are started or stopped; those that stay are not touched. */
    SCALES,
    /** It makes another revision: every worker is replaced, as the app's {@code reload} says. */
    RELOADS
}
