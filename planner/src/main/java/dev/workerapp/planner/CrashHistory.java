package dev.workerapp.planner;

import java.util.OptionalInt;

/**
 * How often a worker, and the workers of the same revision before it in its slot, have failed. What belongs to earlier
 * pods is carried on to the next one, so that replacing a pod does not forget it.
 *
 * @param attempt how many pods in a row have failed before this one; zero for the first, and again when that a worker is
 *     available was recorded ({@link Action.RecordAvailable}). It sets the slot's back-off
 * @param exits how often containers have ended by themselves, init containers and sidecars included
 * @param exitsWhenAvailable the value of {@code exits} at which a worker was first available; empty until that is
 *     recorded
 * @param wasReady whether this pod has been ready at some time
 * @param runs how its main container has run
 */
public record CrashHistory(int attempt, int exits, OptionalInt exitsWhenAvailable, boolean wasReady, Runs runs) {

    /** Nothing has failed. */
    public static final CrashHistory NONE = new CrashHistory(0, 0, OptionalInt.empty(), false, Runs.NONE);

    /** The same, of a slot that has seen so many crashes in a row. */
    public CrashHistory withCrashes(int crashes) {
        return new CrashHistory(attempt, exits, exitsWhenAvailable, wasReady, Runs.after(crashes));
    }

    /** Whether something has failed in this slot before, so that a worker is trusted only after a time of trial. */
    public boolean hasFailedBefore() {
        return attempt > 0 || exits > 0;
    }
}
