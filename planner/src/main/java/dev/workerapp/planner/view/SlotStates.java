package dev.workerapp.planner.view;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each slot of a view is in, and until when its next worker is held back. Immutable. */
public final class SlotStates {
    private final AppView view;

    SlotStates(AppView view) {
        this.view = view;
    }

    /** What the slot is in. */
    public SlotState of(Slot slot) {
        List<Worker> live = slot.live();
        if (live.isEmpty()) {
            return stateOfEmpty(slot);
        }
        if (live.size() == 1) {
            return stateOf(live.getFirst());
        }
        List<Worker> best =
                live.stream().sorted(Comparator.comparing(view::rank)).toList();
        return live.size() == 2 && !view.rank(best.getFirst()).equals(view.rank(best.getLast()))
                ? new SlotState.Replacing(best.getLast(), best.getFirst())
                : new SlotState.Crowded(live);
    }

    private SlotState stateOfEmpty(Slot slot) {
        if (view.desired().reload().overlap() ? !slot.isEmpty() : !slot.isVacant()) {
            return new SlotState.Occupied();
        }
        Optional<Instant> until = heldBackUntil(slot);
        if (until.isPresent()) {
            return new SlotState.HeldBack(until.get());
        }
        return view.restarts()
                .marked(slot)
                .map(revision -> stateOfMarked(slot, revision))
                .orElseGet(SlotState.Vacant::new);
    }

    private SlotState stateOfMarked(Slot slot, Revision revision) {
        SlotMark mark = view.restarts().mark(slot, revision).orElseThrow();
        return switch (mark.kind()) {
            case ERRORED ->
                new SlotState.Errored(revision, mark, view.restarts().retryAt(slot));
            case STOPPED -> new SlotState.Stopped(revision, mark);
            case BACK_OFF -> new SlotState.Waiting(revision, mark);
        };
    }

    private SlotState stateOf(Worker worker) {
        if (view.available(worker)) {
            return new SlotState.Serving(worker);
        }
        Optional<Reason> broken = view.brokenBy(worker);
        if (broken.isPresent()) {
            return new SlotState.Broken(worker, broken.get());
        }
        return !worker.ready() && worker.history().wasReady()
                ? new SlotState.Unready(worker)
                : new SlotState.Starting(worker);
    }

    /**
     * Whether a pod that has ended is of a revision that its slot may need another worker of, so that it holds the next
     * one back.
     */
    public boolean isBackOffOf(Slot slot, Worker dead) {
        List<Worker> live = slot.live();
        return live.isEmpty()
                ? view.revisions().isTarget(dead.revision()) || view.revisions().isStable(dead.revision())
                : view.revisions().isTarget(dead.revision())
                        && live.stream()
                                .anyMatch(worker -> !view.replaceReasons(worker).isEmpty());
    }

    /** Until when no further worker is started in the slot, since one failed or was refused; empty if it may be now. */
    public Optional<Instant> heldBackUntil(Slot slot) {
        Stream<Instant> ofDead =
                slot.dead().stream().filter(dead -> isBackOffOf(slot, dead)).map(BackOff::until);
        Stream<Instant> ofRefusal = view.anyRefusal(slot).stream().map(BackOff::until);
        return Stream.concat(ofDead, ofRefusal)
                .max(Comparator.naturalOrder())
                .filter(until -> until.isAfter(view.now()));
    }
}
