package dev.workerapp.planner.search;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can happen.
 *
 * @param who who does it, or to whom it happens
 * @param what what happens
 * @param to the world after it
 * @param fair whether it also happens when no fault and no person interferes any more
 * @param act the action that was carried out, if it is one
 */
record Step(
        Object who,
        String what,
        State to,
        boolean fair,
        @Nullable Act act) {

    @Override
    public String toString() {
        return who + " " + what;
    }
}
