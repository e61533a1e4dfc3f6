package dev.workerapp.planner;

import java.time.Duration;
import java.util.Optional;

/**
 * How the main container of a worker has run. A crash is the end of a run that was not stable; how many crashes there were
 * in a row is counted from what the pod shows, so that nothing is written while a container crashes, and an operator that
 * starts again counts the same.
 *
 * @param crashes how many crashes in a row are recorded: those of the pods before this one in its slot
 * @param recorded how many ends of this pod's container the record has dealt with; the present run may be one of them
 * @param ends how often the container has ended by itself
 * @param last how it ended last; empty while no end is shown
 * @param isDown whether it has ended and is not running again
 */
public record Runs(int crashes, int recorded, int ends, Optional<End> last, boolean isDown) {

    /** Nothing has ended, and nothing is recorded. */
    public static final Runs NONE = after(0);

    /**
     * How a run ended.
     *
     * @param exitCode the exit code of the container
     * @param outOfMemory whether it was killed since it used more memory than its limit
     * @param lasted how long it had run
     * @param words how it ended, for a person, with its own last words
     */
    public record End(int exitCode, boolean outOfMemory, Duration lasted, String words) {}

    /** Those of a new pod whose slot has seen so many crashes in a row. */
    public static Runs after(int crashes) {
        return new Runs(crashes, 0, 0, Optional.empty(), false);
    }

    /**
     * How many crashes in a row there were. Runs that nobody saw are taken for what the last one was.
     *
     * @param stable a run that lasted for so long is taken for stable
     */
    public int crashes(Duration stable) {
        boolean wasStable = ends > recorded
                && last.filter(end -> end.lasted().compareTo(stable) >= 0).isPresent();
        return wasStable ? 0 : all();
    }

    /** How many crashes there were if none of the runs was stable; zero when there is nothing to forget. */
    public int all() {
        return crashes + Math.max(0, ends - recorded);
    }
}
