package dev.workerapp.planner.view;

import dev.workerapp.planner.Worker;
import java.util.List;
import java.util.stream.Stream;

/**
 * One slot and who is in it. Every worker is in exactly one list; each list is ordered by incarnation.
 *
 * @param number the slot's number, from zero
 * @param target workers of the target
 * @param outdated workers of another revision that are kept until their replacement is available
 * @param superseded workers that go without waiting for anything: an older restart token, or a revision that was only on
 *     its way
 * @param dead pods that have ended for good and are still there
 * @param terminating workers that are ending; they fill nothing
 * @param orphans pods of this slot that the app does not control yet, ending ones included
 */
public record Slot(
        int number,
        List<Worker> target,
        List<Worker> outdated,
        List<Worker> superseded,
        List<Worker> dead,
        List<Worker> terminating,
        List<Worker> orphans) {

    /** Workers that fill the slot: neither ended nor ending. */
    public List<Worker> live() {
        return Stream.of(target, outdated, superseded).flatMap(List::stream).toList();
    }

    /** Orphans that could fill the slot. */
    public List<Worker> adoptable() {
        return orphans.stream().filter(o -> !o.terminating()).toList();
    }

    /** Whether nothing fills the slot, and nothing that will be adopted could. */
    public boolean isEmpty() {
        return target.isEmpty()
                && outdated.isEmpty()
                && superseded.isEmpty()
                && adoptable().isEmpty();
    }

    /** Whether no pod is left in the slot at all, a terminating one included. */
    public boolean isVacant() {
        return all().findAny().isEmpty();
    }

    /** Whether exactly one outdated worker is in the slot, so that there is place for its replacement. */
    public boolean hasOnlyOldWorker() {
        return outdated.size() == 1
                && target.isEmpty()
                && superseded.isEmpty()
                && dead.isEmpty()
                && adoptable().isEmpty();
    }

    /** Whether one worker fills the slot whose node is being emptied, so that there is place for its replacement. */
    public boolean hasOnlyDraining() {
        return live().size() == 1
                && live().getFirst().onDrainedNode()
                && superseded.isEmpty()
                && dead.isEmpty()
                && adoptable().isEmpty();
    }

    /** The incarnation of the next worker: higher than all that are seen. */
    public int nextIncarnation() {
        return all().mapToInt(Worker::incarnation).max().orElse(0) + 1;
    }

    private Stream<Worker> all() {
        return Stream.of(target, outdated, superseded, dead, terminating, orphans)
                .flatMap(List::stream);
    }
}
