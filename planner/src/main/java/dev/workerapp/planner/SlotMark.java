package dev.workerapp.planner;

import java.time.Instant;

/**
 * That no worker of a revision is to be started in a slot, for ever or for a while. Kept on the revision, so that it outlives pods and the operator.
 *
 * @param kind why
 * @param at when it was set, and a worker that is created later is a try; of {@code BACK_OFF}, until when the slot is left
 *     empty
 * @param crashes how many crashes in a row led to it
 * @param tries how often in a row the slot was marked; the wait for the next try grows with it. One or more
 * @param words how the last worker ended, for a person
 */
public record SlotMark(Kind kind, Instant at, int crashes, int tries, String words) {

    /** Why a slot is left empty. */
    public enum Kind {
        /** Its workers crash again and again. */
        ERRORED,
        /** Its worker ended with an exit code that says so. */
        STOPPED,
        /** Its worker has crashed, and the next one waits. */
        BACK_OFF
    }

    /**
     * Whether it was set for this worker or after it was there, so that the worker is no later try. Not to be asked of {@link
     * Kind#BACK_OFF}, whose time is the end of the wait.
     */
    public boolean isOf(Worker worker) {
        return !worker.createdAt().isAfter(at);
    }
}
