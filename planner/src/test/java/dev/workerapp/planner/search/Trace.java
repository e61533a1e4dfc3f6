package dev.workerapp.planner.search;

import java.util.List;

/** The shortest way to something that may not be, for a person who makes a scenario of it. */
final class Trace extends AssertionError {
    private static final long serialVersionUID = 1;

    final transient Invariant invariant;

    Trace(Setting setting, Invariant invariant, String how, List<String> path) {
        super("Invariant " + invariant + ", does not hold.\n  " + how + "\n  In the world: " + setting
                + "\n  by these steps:\n    " + String.join("\n    ", path));
        this.invariant = invariant;
    }
}
