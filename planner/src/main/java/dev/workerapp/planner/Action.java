package dev.workerapp.planner;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One write to be done. Actions are carried out in the order of the plan; whoever carries them out may stop after any
 * of them.
 */
public sealed interface Action {

    /** Why it is done. */
    Reason reason();

    /**
     * Fill a slot with a new worker. Creating the same incarnation of a slot again is harmless: its name is the same.
     *
     * @param slot the slot, from zero
     * @param revision what it runs
     * @param incarnation higher than that of every worker seen in the slot
     * @param history what the new pod remembers of its predecessors in the slot
     * @param recycling what it remembers of replacements that nothing forced
     */
    record Create(
            int slot, String revision, int incarnation, CrashHistory history, RecycleHistory recycling, Reason reason)
            implements Action {

        /** The same worker as another pod. */
        public Create withIncarnation(int other) {
            return new Create(slot, revision, other, history, recycling, reason);
        }
    }

    /**
     * Stop a worker, with the app's grace period, if it still has the UID that was seen.
     *
     * @param worker the worker
     * @param onlyIf the replacement that must be read live and be available just before the delete; otherwise the
     *     delete is left out
     */
    record Delete(Worker worker, Optional<Worker> onlyIf, Reason reason) implements Action {}

    /**
     * Record, durably, how often containers of the worker had ended by themselves when it was first available: what comes
     * after that is a crash of a worker that had served. With that {@link CrashHistory#attempt()} is zero again.
     *
     * @param worker the worker
     * @param exits the value of {@link CrashHistory#exits()} to record
     */
    record RecordAvailable(Worker worker, int exits, Reason reason) implements Action {}

    /**
     * Record, durably, that ends of the worker's main container are no crashes any more, and with them what its pod carries
     * of the pods before it.
     *
     * @param worker the worker
     * @param ends up to so many ends of its container; one more than {@link Runs#ends()} for the end of the present run
     */
    record ForgetCrashes(Worker worker, int ends, Reason reason) implements Action {}

    /**
     * Record, durably and before the replacement is deleted, that the replacement of a worker that may stay has failed, so
     * that the next one waits.
     *
     * @param worker the worker that stays
     * @param failures how many of its replacements have failed in a row
     * @param words how the last one has failed, for a person
     */
    record PostponeRecycling(Worker worker, int failures, String words, Reason reason) implements Action {}

    /**
     * Record, durably, that a worker came over limits soon after it had become available, so that those after it in its slot
     * are not replaced for that for ever ({@link RecycleHistory#seenOver}).
     *
     * @param worker the worker
     * @param limits the limits that it was seen over, by the reason for which it is replaced then
     * @param availableSince when it had become available: how long after that it was seen is recorded, too
     * @param words what was seen and what comes of it, for a person, as what is said of the worker
     */
    record RecordOverLimit(
            Worker worker, Map<Reason, String> limits, Instant availableSince, String words, Reason reason)
            implements Action {
        /** Makes the map unmodifiable. */
        public RecordOverLimit {
            limits = Map.copyOf(limits);
        }
    }

    /** Make the app the controller of a pod that has all its labels and no controller. */
    record Adopt(Worker worker, Reason reason) implements Action {}

    /**
     * Remember, durably and before anything else is done, that a revision has failed.
     *
     * @param revision the revision
     * @param detail what was seen, for a person
     */
    record MarkFailed(String revision, String detail, Reason reason) implements Action {}

    /**
     * Answer a request to undo a revision, durably: so that it is not answered twice, and, where it is followed, before
     * anything else is done. The revision has failed then, as far as the app is concerned.
     *
     * @param revision the revision that the app asks for
     */
    record AnswerUndo(String revision, UndoAnswer answer, Reason reason) implements Action {}

    /** Forget that a revision failed, or was undone, so that it is tried anew. */
    record ClearFailed(String revision, Reason reason) implements Action {}

    /**
     * Remember that a revision has completed a reload.
     *
     * @param revision the revision
     * @param count its new {@link Revision#stable()}: one more than the highest
     * @param startedAt when that reload began
     */
    record MarkStable(String revision, long count, Instant startedAt, Reason reason) implements Action {}

    /**
     * Remember, durably and before the slot's worker is deleted, that no worker of a revision is to be started in a slot.
     *
     * @param revision the revision
     * @param slot the slot
     * @param kind what it is marked as
     * @param until until when it is left empty; empty where that is not known, and the time of the mark counts
     * @param crashes how many crashes in a row led to it
     * @param tries how often in a row the slot was marked, this time included
     * @param words how the last worker ended, for a person
     */
    record MarkSlot(
            String revision,
            int slot,
            SlotMark.Kind kind,
            Optional<Instant> until,
            int crashes,
            int tries,
            String words,
            Reason reason)
            implements Action {}

    /**
     * Forget the marks of slots, so that workers are started in them again.
     *
     * @param revision the revision whose marks they are
     * @param slots the slots; with a token there may be none
     * @param resetToken the token by which the app asked for it, which is recorded with it; empty if it did not
     */
    record ClearSlots(String revision, Set<Integer> slots, String resetToken, Reason reason) implements Action {
        /** Makes the set unmodifiable. */
        public ClearSlots {
            slots = Set.copyOf(slots);
        }
    }
}
