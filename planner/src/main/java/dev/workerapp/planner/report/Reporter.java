package dev.workerapp.planner.report;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes the report. The same view gives the same words, whenever it is looked at. */
public final class Reporter {

    private Reporter() {}

    /** How the app stands. */
    public static Report report(AppView view) {
        List<SlotReport> slots = SlotWords.reports(view);
        Verdicts verdicts = new Verdicts(view, slots);
        Verdict ready = verdicts.ready();
        Verdict reconciling = verdicts.reconciling();
        Verdict stalled = verdicts.stalled();
        String asked = view.revisions().asked().name();
        List<SlotReport> said = Stream.concat(slots.stream(), StopWords.reports(view))
                .sorted(Comparator.comparingInt(SlotReport::slot))
                .toList();
        return new Report(
                word(view, ready, reconciling, stalled),
                (int) view.observed().workers().stream()
                        .filter(w -> !w.terminating() && !w.terminal())
                        .map(Worker::slot)
                        .distinct()
                        .count(),
                count(view, slot -> slot.live().stream().anyMatch(Worker::ready)),
                count(view, slot -> slot.live().stream()
                        .anyMatch(w -> w.revision().equals(asked))),
                count(view, slot -> view.anyAvailable(slot.live())),
                view.observed().workers().stream().mapToInt(Worker::restarts).sum(),
                view.revisions().stable().map(Revision::name),
                view.revisions().target().name(),
                Reload.report(view),
                view.recycling().schedule(),
                said,
                verdicts.available(),
                ready,
                reconciling,
                stalled);
    }

    private static int count(AppView view, Predicate<Slot> what) {
        return (int) view.slots().stream().filter(what).count();
    }

    private static Word word(AppView view, Verdict ready, Verdict reconciling, Verdict stalled) {
        if (view.desired().suspended() || view.desired().stopsAll()) {
            return Word.SUSPENDED;
        }
        if (stalled.reason() == Reason.SLOTS_ERRORED) {
            return Word.ERRORED;
        }
        if (Standing.hasLostWorkers(view)) {
            return Word.DEGRADED;
        }
        if (stalled.holds()) {
            return switch (stalled.reason()) {
                case ROLLED_BACK -> Standing.serves(view) ? Word.ROLLED_BACK : Word.DEGRADED;
                case HALTED -> Word.HALTED;
                default -> Standing.serves(view) ? Word.RELOADING : Word.DEGRADED;
            };
        }
        if (ready.holds()) {
            return Word.READY;
        }
        Reason reason = reconciling.holds() ? reconciling.reason() : ready.reason();
        return switch (reason) {
            case RELOADING, PAUSED, NODE_DRAINED, EVICTION_REQUESTED, RECYCLE_REQUESTED -> Word.RELOADING;
            case SCALING -> Word.SCALING;
            default -> Word.DEGRADED;
        };
    }
}
