package dev.workerapp.planner;

import java.time.Duration;

/**
 * How long a worker that has crashed waits until it is started again; longer with each crash in a row.
 *
 * @param initial after the first crash; a second or more
 * @param max the longest wait
 * @param factorPercent each wait in percent of the one before; 100 or more
 */
public record CrashBackOff(Duration initial, Duration max, int factorPercent) {
    /** Workers that crashed together, since what they need is gone, do not come back together. */
    private static final int SPREAD_PERCENT = 10;

    /**
     * The wait after so many crashes in a row, within a tenth of what the policy says.
     *
     * @param crashes one or more
     * @param uid the UID of the pod that has crashed; with {@code crashes} it decides where in that tenth the wait lies
     */
    public Duration after(int crashes, String uid) {
        double grown = initial.toMillis() * Math.pow(factorPercent / 100.0, crashes - 1.0);
        double wait = Math.min((double) max.toMillis(), grown);
        int spread = Math.floorMod((uid + crashes).hashCode(), 2 * SPREAD_PERCENT + 1) - SPREAD_PERCENT;
        return Duration.ofMillis((long) (wait * (100 + spread) / 100));
    }

    /** The longest wait of any pod, after any number of crashes. */
    public Duration longest() {
        return max.multipliedBy(100 + SPREAD_PERCENT).dividedBy(100);
    }
}
