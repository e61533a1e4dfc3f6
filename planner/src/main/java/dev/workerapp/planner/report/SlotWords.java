package dev.workerapp.planner.report;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;

/** What is the matter with each slot that is not plainly ready, in the cluster's own words where it has any. */
final class SlotWords {
    private final AppView view;

    private SlotWords(AppView view) {
        this.view = view;
    }

    static List<SlotReport> reports(AppView view) {
        SlotWords words = new SlotWords(view);
        return view.slots().stream()
                .flatMap(slot -> words.report(slot).stream())
                .toList();
    }

    private Optional<SlotReport> report(Slot slot) {
        Optional<Refusal> refusal = anyRefusal(slot);
        if (refusal.isPresent()) {
            return refusal.map(SlotWords::refused);
        }
        Optional<SlotReport> problem = slot.live().stream()
                .filter(worker -> !view.available(worker))
                .flatMap(worker -> problem(slot, worker).stream())
                .findFirst();
        if (problem.isPresent() || view.anyAvailable(slot.live())) {
            return problem.or(() -> onDrainedNode(slot));
        }
        return Optional.of(slot.live().stream()
                .findFirst()
                .map(worker -> of(worker, Reason.STARTING, ""))
                .orElseGet(() -> empty(slot)));
    }

    /** Also that of the stable revision, and of a move: nobody else tells why the slot stays as it is. */
    private Optional<Refusal> anyRefusal(Slot slot) {
        Optional<Refusal> current = view.refusal(slot);
        return current.isPresent() || !(slot.live().isEmpty() || slot.hasOnlyDraining())
                ? current
                : view.observed().refusals().stream()
                        .filter(r -> r.slot() == slot.number())
                        .findFirst();
    }

    private Optional<SlotReport> problem(Slot slot, Worker worker) {
        Optional<Reason> late =
                slot.target().contains(worker) ? view.failure(slot, worker) : view.failureReason(worker);
        return worker.problem()
                .map(t -> of(worker, t.reason(), t.message()))
                .or(() -> late.map(reason -> of(worker, reason, "")));
    }

    private static Optional<SlotReport> onDrainedNode(Slot slot) {
        return slot.live().stream()
                .filter(Worker::onDrainedNode)
                .findFirst()
                .map(worker -> of(worker, Reason.NODE_DRAINED, ""));
    }

    private SlotReport empty(Slot slot) {
        Reason reason = slot.isVacant() ? Reason.EMPTY_SLOT : Reason.MAKE_ROOM;
        return new SlotReport(
                slot.number(), Optional.empty(), view.revisions().target().name(), reason, reason.sentence());
    }

    private static SlotReport refused(Refusal refusal) {
        Problem problem = refusal.problem();
        return new SlotReport(
                refusal.slot(), Optional.empty(), refusal.revision(), problem.reason(), problem.message());
    }

    private static SlotReport of(Worker worker, Reason reason, String message) {
        return new SlotReport(
                worker.slot(),
                Optional.of(worker.name()),
                worker.revision(),
                reason,
                message.isEmpty() ? reason.sentence() : message);
    }
}
