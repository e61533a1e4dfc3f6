package dev.workerapp.ecosystem.mapping;

/** What becomes of some options that belong together. */
interface Rule {
    /** Adds to the app and to the report. */
    void apply(Draft draft);
}
