package dev.workerapp.planner;

import java.util.List;
import java.util.Optional;

/**
 * How the app stands, counted from what is seen.
 *
 * @param word one word for a person
 * @param instances slots with a worker, wanted or not, whatever its state
 * @param ready slots with a ready worker
 * @param updated slots with a worker of the revision that the app asks for
 * @param available slots with an available worker of whatever revision
 * @param restarts container restarts of the workers seen
 * @param stableRevision the stable revision, or empty before the first reload completed
 * @param targetRevision the revision that slots are brought to: the one asked for, or the stable one while that is failed
 * @param reload the present or last reload; empty before the first
 * @param schedule how the schedule stands that replaces all workers; empty if there is none
 * @param slots the slots that are not plainly ready, lowest first; not bounded here
 * @param isAvailable whether every wanted slot has an available worker
 * @param isReady whether what was asked for is what serves
 * @param reconciling whether something is under way that will end by itself; its verdict is false otherwise
 * @param stalled whether something is wrong that somebody must mend
 */
public record Report(
        Word word,
        int instances,
        int ready,
        int updated,
        int available,
        int restarts,
        Optional<String> stableRevision,
        String targetRevision,
        Optional<ReloadReport> reload,
        Optional<ScheduleReport> schedule,
        List<SlotReport> slots,
        Verdict isAvailable,
        Verdict isReady,
        Verdict reconciling,
        Verdict stalled) {

    /** Makes the list unmodifiable. */
    public Report {
        slots = List.copyOf(slots);
    }

    /** The STATUS column. */
    public enum Word {
        READY,
        RELOADING,
        DEGRADED,
        HALTED,
        ROLLED_BACK,
        ERRORED,
        SUSPENDED,
        SCALING
    }

    /**
     * A condition's value.
     *
     * @param holds whether it is true
     * @param reason why
     * @param message a sentence or two for a person, with the cluster's own words where it has any
     */
    public record Verdict(boolean holds, Reason reason, String message) {}

    /**
     * A slot that is not plainly ready.
     *
     * @param slot its number
     * @param worker the pod's name, empty when it has none
     * @param revision what the worker runs, or was to run
     * @param reason what is the matter
     * @param message the cluster's own words, or the reason's sentence
     */
    public record SlotReport(int slot, Optional<String> worker, String revision, Reason reason, String message) {}
}
