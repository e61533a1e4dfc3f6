package dev.workerapp.planner.search;

/**
 * How much may still go wrong or be changed on a path.
 *
 * @param troubles what may befall pods: late, unready, crashing, evicted, deleted by somebody, lost, displaced
 * @param changes changes of the spec
 * @param blinks times that one object's change may stay unseen for as long as it likes
 */
record Budget(int troubles, int changes, int blinks) {

    Budget lessTrouble() {
        return new Budget(troubles - 1, changes, blinks);
    }

    Budget lessChange() {
        return new Budget(troubles, changes - 1, blinks);
    }

    Budget lessBlink() {
        return new Budget(troubles, changes, blinks - 1);
    }

    int code() {
        return (troubles * 16 + changes) * 16 + blinks;
    }
}
