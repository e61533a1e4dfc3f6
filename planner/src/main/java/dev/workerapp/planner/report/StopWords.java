package dev.workerapp.planner.report;

import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import java.util.Optional;
import java.util.stream.Stream;

/** What is reported of the slots that somebody stops by request. */
final class StopWords {

    /** Where no other slot is left. */
    static final String ALL = "The annotation workerapp.dev/stopped-slots names all slots, so the app has no worker.";

    private StopWords() {}

    /** A report of each slot that is stopped, and of each number that is no slot of the app. */
    static Stream<SlotReport> reports(AppView view) {
        Desired desired = view.desired();
        if (desired.suspended()) {
            return Stream.of();
        }
        return desired.stoppedSlots().stream().map(slot -> report(view, slot));
    }

    private static SlotReport report(AppView view, int slot) {
        Optional<Worker> ending = view.observed().workers().stream()
                .filter(worker -> worker.slot() == slot)
                .findFirst();
        return new SlotReport(
                slot,
                ending.map(Worker::name),
                ending.map(Worker::revision).orElse(view.revisions().target().name()),
                Reason.STOP_REQUESTED,
                message(view.desired(), slot, ending.isPresent()));
    }

    private static String message(Desired desired, int slot, boolean isEnding) {
        if (!desired.stops(slot)) {
            return "The annotation workerapp.dev/stopped-slots names the slot, which the app does not have: it has "
                    + desired.instances() + (desired.instances() == 1 ? " slot, 0." : " slots, from 0.");
        }
        return isEnding
                ? "The annotation workerapp.dev/stopped-slots names the slot, so its worker is being stopped."
                : Reason.STOP_REQUESTED.sentence();
    }
}
