package dev.workerapp.planner.search;

/** What becomes of the workers of a revision when nothing disturbs them. */
enum Behavior {
    /** They become ready. */
    SOUND,
    /** Their image can't be had. */
    NO_IMAGE,
    /** They run and never become ready, or end again and again. */
    BROKEN,
    /** Each of them is either sound or broken. */
    FLAKY
}
