package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Runs;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.SlotMark.Kind;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rule 9: a worker that crashes too often, or has ended with an exit code that says so, is deleted, and its slot stays
 * empty; so is one that crashes and is to wait for another time than its kubelet would, and its slot stays empty for so
 * long. The mark is stored first: without it the slot would be filled again. Left alone are workers that serve, that are
 * replaced for another reason, or of which the reload decides what their crashes mean.
 */
public final class StopCrashing implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.slots().stream().flatMap(slot -> stop(view, slot)).toList();
    }

    private static Stream<Action> stop(AppView view, Slot slot) {
        return view.restarts()
                .toBeStopped(slot)
                .flatMap(worker -> view.restarts().verdict(worker).map(kind -> stop(view, slot, worker, kind)))
                .orElse(Stream.of());
    }

    private static Stream<Action> stop(AppView view, Slot slot, Worker worker, Kind kind) {
        Reason reason =
                switch (kind) {
                    case ERRORED -> Reason.CRASHED_TOO_OFTEN;
                    case STOPPED -> Reason.STOP_EXIT_CODE;
                    case BACK_OFF -> Reason.CRASH_BACK_OFF;
                };
        Action delete = new Action.Delete(worker, Optional.empty(), reason);
        Optional<SlotMark> known = view.restarts().remembered(slot, worker);
        if (known.filter(mark -> mark.kind() == kind && view.restarts().isOf(mark, worker))
                .isPresent()) {
            return Stream.of(delete);
        }
        return view.revisions().find(worker.revision()).stream()
                .flatMap(revision -> Stream.of(mark(view, revision, worker, kind, known, reason), delete));
    }

    private static Action mark(
            AppView view, Revision revision, Worker worker, Kind kind, Optional<SlotMark> known, Reason reason) {
        int tries = 1
                + known.filter(mark -> mark.kind() == kind).map(SlotMark::tries).orElse(0);
        String words = worker.history().runs().last().map(Runs.End::words).orElse("");
        Optional<Instant> until = kind == Kind.BACK_OFF ? view.restarts().waitsUntil(worker) : Optional.empty();
        int crashes = view.restarts().crashes(worker);
        return new Action.MarkSlot(revision.name(), worker.slot(), kind, until, crashes, tries, words, reason);
    }
}
