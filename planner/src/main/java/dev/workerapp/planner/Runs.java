package dev.workerapp.planner;

import java.time.Duration;
import java.time.Instant;
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
 * @param isInBackOff whether it is down, and the kubelet waits before it starts it again
 * @param pause how long after its last end the kubelet starts it again; empty while it says nothing of it
 */
public record Runs(
        int crashes,
        int recorded,
        int ends,
        Optional<End> last,
        boolean isDown,
        boolean isInBackOff,
        Optional<Duration> pause) {

    /** Nothing has ended, and nothing is recorded. */
    public static final Runs NONE = after(0);

    /**
     * How a run ended.
     *
     * @param exitCode the exit code of the container
     * @param outOfMemory whether it was killed since it used more memory than its limit
     * @param lasted how long it had run
     * @param words how it ended, for a person, with its own last words
     * @param at when it ended, by the kubelet's clock; empty where it does not say
     */
    public record End(int exitCode, boolean outOfMemory, Duration lasted, String words, Optional<Instant> at) {}

    /** Those of a new pod whose slot has seen so many crashes in a row. */
    public static Runs after(int crashes) {
        return new Runs(crashes, 0, 0, Optional.empty(), false, false, Optional.empty());
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
