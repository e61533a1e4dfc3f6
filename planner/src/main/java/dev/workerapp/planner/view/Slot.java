package dev.workerapp.planner.view;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Worker;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One slot and who is in it. Every pod is in exactly one list; each list is ordered by incarnation.
 *
 * @param number the slot's number, from zero
 * @param target workers of the target
 * @param outdated workers of another revision that are kept until their replacement is available
 * @param superseded workers that are deleted without waiting for anything: an older restart token, or a revision that was
 *     only on its way
 * @param dead pods that have ended and are still there
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

    /** Workers that are tried again and again do not pile up; one may be on a node that is gone, and never end. */
    private static final int MOST_ENDING = 1;

    /** Workers that fill the slot: neither ended nor ending. Asked for often, and mostly those of the target. */
    public List<Worker> live() {
        if (outdated.isEmpty() && superseded.isEmpty()) {
            return target;
        }
        return Stream.of(target, outdated, superseded).flatMap(List::stream).toList();
    }

    /** Orphans that could fill the slot. */
    public List<Worker> adoptable() {
        return orphans.isEmpty()
                ? List.of()
                : orphans.stream().filter(o -> !o.terminating()).toList();
    }

    /** Whether nothing fills the slot, and nothing that will be adopted could. */
    public boolean isEmpty() {
        return target.isEmpty()
                && outdated.isEmpty()
                && superseded.isEmpty()
                && adoptable().isEmpty();
    }

    /** Whether nothing that may still run is left in the slot, a worker that is ending included. */
    public boolean isVacant() {
        return isEmpty() && terminating.isEmpty() && orphans.isEmpty();
    }

    /** The one worker that fills the slot, if there is place for its replacement beside it. */
    public Optional<Worker> onlyWorker() {
        return superseded.isEmpty()
                        && target.size() + outdated.size() == 1
                        && adoptable().isEmpty()
                ? Optional.of((target.isEmpty() ? outdated : target).getFirst())
                : Optional.empty();
    }

    /** Whether so few of its workers are still ending that another one may be tried. */
    boolean hasPlaceForATry() {
        return terminating.size() <= MOST_ENDING;
    }

    /** The latest pod of a revision in the slot that has ended, if its slot still waits for the next one. */
    public Optional<Worker> lastDead(String revision) {
        return dead.stream()
                .filter(ended -> ended.revision().equals(revision))
                .max(Comparator.comparingInt(Worker::incarnation));
    }

    /** What a new worker of a revision remembers of its predecessor in the slot. */
    public CrashHistory historyFor(String revision) {
        return lastDead(revision).map(BackOff::next).orElse(CrashHistory.NONE);
    }

    /** The incarnation of the next worker: higher than all that are seen. */
    public int nextIncarnation() {
        return Stream.of(target, outdated, superseded, dead, terminating, orphans)
                        .flatMap(List::stream)
                        .mapToInt(Worker::incarnation)
                        .max()
                        .orElse(0)
                + 1;
    }
}
