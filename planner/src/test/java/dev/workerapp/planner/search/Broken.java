package dev.workerapp.planner.search;

/** An invariant does not hold. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient Invariant invariant;

    Broken(Invariant invariant, String how) {
        super(how);
        this.invariant = invariant;
    }
}
