package dev.workerapp.planner.view;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a wanted slot is in. Derived once for each view, from the slot's pods and what is remembered of it. */
public sealed interface SlotState {

    /** No worker fills it, and one may be started. */
    record Vacant() implements SlotState {}

    /** No worker fills it, and something must be gone first: a worker that is ending, or an orphan that is adopted. */
    record Occupied() implements SlotState {}

    /**
     * No worker fills it, since the last one failed or could not be created, and the next one waits.
     *
     * @param until when the next one may be started
     */
    record HeldBack(Instant until) implements SlotState {}

    /**
     * No worker fills it, since those of a revision crashed too often.
     *
     * @param revision the revision
     * @param mark what is remembered of it
     * @param retryAt when another worker is tried; empty if none is, or not before another slot's
     */
    record Errored(Revision revision, SlotMark mark, Optional<Instant> retryAt) implements SlotState {}

    /**
     * No worker fills it, since the last one said by its exit code that none is to.
     *
     * @param revision what it ran
     * @param mark what is remembered of it
     */
    record Stopped(Revision revision, SlotMark mark) implements SlotState {}

    /**
     * No worker fills it, since the last one has crashed and the next one waits.
     *
     * @param revision what it ran
     * @param mark what is remembered of it, and until when it waits
     */
    record Waiting(Revision revision, SlotMark mark) implements SlotState {}

    /** One worker fills it, which has not been ready yet or is on trial. */
    record Starting(Worker worker) implements SlotState {}

    /** One worker fills it and is available. */
    record Serving(Worker worker) implements SlotState {}

    /** One worker fills it, which had been ready, is not now, and may be again. */
    record Unready(Worker worker) implements SlotState {}

    /**
     * One worker fills it and can't be expected to serve.
     *
     * @param why what is wrong
     */
    record Broken(Worker worker, Reason why) implements SlotState {}

    /**
     * A worker and the one that is to take its place.
     *
     * @param old the one that is replaced
     * @param replacement the one that replaces it
     */
    record Replacing(Worker old, Worker replacement) implements SlotState {}

    /** More workers than the slot needs. */
    record Crowded(List<Worker> workers) implements SlotState {
        /** Makes the list unmodifiable. */
        public Crowded {
            workers = List.copyOf(workers);
        }
    }
}
