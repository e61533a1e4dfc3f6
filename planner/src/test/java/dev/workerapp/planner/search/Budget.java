package dev.workerapp.planner.search;

/**
 * How much may still go wrong or be changed on a path.
 *
 * @param faults what may befall pods (late, unready, crashing, evicted, deleted by somebody, lost, due to be replaced), and
 *     writes that fail
 * @param changes changes of the spec
 * @param blinks times that one object's change may stay unseen for as long as it likes
 */
record Budget(int faults, int changes, int blinks) {

    Budget lessFault() {
        return new Budget(faults - 1, changes, blinks);
    }

    Budget lessChange() {
        return new Budget(faults, changes - 1, blinks);
    }

    Budget lessBlink() {
        return new Budget(faults, changes, blinks - 1);
    }

    int code() {
        return (faults * 16 + changes) * 16 + blinks;
    }
}
