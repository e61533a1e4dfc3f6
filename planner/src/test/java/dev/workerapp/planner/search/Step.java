package dev.workerapp.planner.search;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can happen.
 *
 * @param who who does it, or to whom it happens
 * @param what what happens
 * @param to the world after it
 * @param chance whether it also happens when no fault and no person interferes any more
 * @param act the action that was carried out, if it is one
 */
record Step(
        Object who,
        String what,
        State to,
        Chance chance,
        @Nullable Act act) {

    /** What makes a thing happen. */
    enum Chance {
        /** A fault or a person: it may never happen. */
        PERHAPS,
        /** It happens in the end, and as soon as it likes. */
        SURE,
        /** It happens in the end, when some time is over: a back-off, or the time for which a worker must be ready. */
        SURE_IN_TIME
    }

    boolean isSure() {
        return chance != Chance.PERHAPS;
    }

    boolean takesTime() {
        return chance == Chance.SURE_IN_TIME;
    }

    @Override
    public String toString() {
        return who + " " + what;
    }
}
