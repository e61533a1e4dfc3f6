package dev.workerapp.planner;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the ends of workers lead to.
 *
 * @param maxRestarts how many times in a row the main container of a slot may crash and be started again; zero or more,
 *     empty for no limit. One crash more makes the slot errored
 * @param minUptime how long a worker must be ready without a break until its run is stable: its end is then no crash, and
 *     the crashes before it are forgotten. Positive
 * @param retry how long an errored slot waits until a worker is tried in it; doubled by each try that fails, up to an
 *     hour. Zero for never
 * @param stopExitCodes exit codes by which a worker says that its slot is to stay empty
 * @param backOff how long a worker that has crashed waits until it is started again; empty for the kubelet's own wait
 */
public record RestartPolicy(
        OptionalInt maxRestarts,
        Duration minUptime,
        Duration retry,
        Set<Integer> stopExitCodes,
        Optional<CrashBackOff> backOff) {

    /** Workers are started again whatever they end of. */
    public static final RestartPolicy NONE = new RestartPolicy(
            OptionalInt.empty(), Duration.ofSeconds(10), Duration.ofSeconds(600), Set.of(), Optional.empty());

    /** Makes the set unmodifiable. */
    public RestartPolicy {
        stopExitCodes = Set.copyOf(stopExitCodes);
    }

    /** Whether it still has a limit, exit codes or waits, as the mark was set for; with other figures it still binds. */
    public boolean binds(SlotMark mark) {
        return switch (mark.kind()) {
            case ERRORED -> maxRestarts.isPresent();
            case STOPPED -> !stopExitCodes.isEmpty();
            case BACK_OFF -> backOff.isPresent();
        };
    }

    /** Whether it matters how many crashes in a row there were. */
    public boolean counts() {
        return maxRestarts.isPresent() || backOff.isPresent();
    }
}
