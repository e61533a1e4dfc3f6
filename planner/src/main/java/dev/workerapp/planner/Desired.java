package dev.workerapp.planner;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the app asks for.
 *
 * @param instances workers wanted, zero or more; ignored while {@code suspended}
 * @param suspended whether all workers are to be stopped and everything else kept
 * @param revision the revision that the spec asks for; it is always among {@link Observed#revisions()}
 * @param readiness when a worker counts
 * @param reload how a reload goes
 * @param undo the request to go back to an earlier revision
 * @param restart what the ends of workers lead to
 * @param resetToken the token by which it asks to forget crashes and marks of slots; empty if it does not
 * @param recycle when workers are replaced though nothing forces it
 * @param stoppedSlots the slots that are to have no worker; a number that is not below {@code instances} changes nothing
 */
public record Desired(
        int instances,
        boolean suspended,
        String revision,
        ReadinessPolicy readiness,
        ReloadPolicy reload,
        UndoRequest undo,
        RestartPolicy restart,
        String resetToken,
        RecyclePolicy recycle,
        Set<Integer> stoppedSlots) {

    /** Makes the set unmodifiable. */
    public Desired {
        stoppedSlots = Set.copyOf(stoppedSlots);
    }

    /**
     * Nobody asks to go back, workers are started again whatever they end of, and replaced only if they have to be; no slot is
     * stopped.
     */
    public Desired(int instances, boolean suspended, String revision, ReadinessPolicy readiness, ReloadPolicy reload) {
        this(
                instances,
                suspended,
                revision,
                readiness,
                reload,
                UndoRequest.NONE,
                RestartPolicy.NONE,
                "",
                RecyclePolicy.NONE,
                Set.of());
    }

    /** The same with a request to go back to an earlier revision. */
    public Desired undoing(UndoRequest request) {
        return new Desired(
                instances, suspended, revision, readiness, reload, request, restart, resetToken, recycle, stoppedSlots);
    }

    /** The same with these slots stopped. */
    public Desired stopping(Set<Integer> slots) {
        return new Desired(
                instances, suspended, revision, readiness, reload, undo, restart, resetToken, recycle, slots);
    }

    /** The slots that are to have a worker, from the lowest. */
    public IntStream wantedSlots() {
        return IntStream.range(0, suspended ? 0 : instances).filter(slot -> !stoppedSlots.contains(slot));
    }

    /** Whether the slot is to have a worker. */
    public boolean wants(int slot) {
        return !suspended && slot >= 0 && slot < instances && !stoppedSlots.contains(slot);
    }

    /** Whether the slot would have a worker if it were not stopped. */
    public boolean stops(int slot) {
        return !suspended && slot >= 0 && slot < instances && stoppedSlots.contains(slot);
    }

    /** Whether there are slots, and all of them are stopped. */
    public boolean stopsAll() {
        return !suspended && instances > 0 && wantedSlots().findAny().isEmpty();
    }
}
