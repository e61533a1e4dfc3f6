package dev.workerapp.planner;

/**
 * One version of what a worker runs, with the marks that outlive the operator.
 *
 * @param name its name, unique within the app and the value of the workers' revision label
 * @param number its age: a later revision has a higher number
 * @param stable when it last completed a reload, as a count that grows with every completed reload; zero if never. The
 *     revision with the highest count is the stable one
 * @param failed whether it was given up; it is then not started again by itself
 * @param restartToken the restart token that it was made with, empty if there was none; workers of an older revision
 *     with another token are stopped before new ones start
 * @param failure what was seen when it was given up ({@link Action.MarkFailed#detail()}), for a person; empty when it
 *     was not, or when nobody remembers
 */
public record Revision(String name, long number, long stable, boolean failed, String restartToken, String failure) {

    /** A revision of which nobody remembers why it was given up, if it was. */
    public Revision(String name, long number, long stable, boolean failed, String restartToken) {
        this(name, number, stable, failed, restartToken, "");
    }
}
