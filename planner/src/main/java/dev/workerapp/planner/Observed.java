package dev.workerapp.planner;

import java.util.List;
import java.util.Optional;

/**
 * What is seen of the app, possibly a little late.
 *
 * @param workers the pods that the app controls, terminating ones included, in no particular order
 * @param orphans pods that carry all the app's labels and have no controller
 * @param revisions the revisions that are kept, the desired one included
 * @param refusals the workers that the API server would not create
 * @param lastReload what was last reported of a reload; empty before the first
 * @param lastSchedule what was last reported of the schedule that replaces all workers; empty before there was one
 */
public record Observed(
        List<Worker> workers,
        List<Worker> orphans,
        List<Revision> revisions,
        List<Refusal> refusals,
        Optional<ReloadReport> lastReload,
        Optional<ScheduleReport> lastSchedule) {

    /** Makes the lists unmodifiable. */
    public Observed {
        workers = List.copyOf(workers);
        orphans = List.copyOf(orphans);
        revisions = List.copyOf(revisions);
        refusals = List.copyOf(refusals);
    }

    /** The same, but for the refusals. */
    public Observed withRefusals(List<Refusal> other) {
        return new Observed(workers, orphans, revisions, other, lastReload, lastSchedule);
    }
}
