package dev.workerapp.planner.report;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Failure;
import dev.workerapp.planner.view.Revisions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The conditions. At most one of Ready, Reconciling and Stalled is true. */
final class Verdicts {
    private static final Set<Reason> STAYING = EnumSet.of(
            Reason.CRASH_LOOP,
            Reason.IMAGE_PULL,
            Reason.CONTAINER_CONFIG,
            Reason.QUOTA_EXCEEDED,
            Reason.CREATE_REFUSED,
            Reason.SIGNAL_UNSUPPORTED,
            Reason.NOT_READY_IN_TIME,
            Reason.NOT_STARTED_IN_TIME);

    private final AppView view;
    private final List<SlotReport> slots;

    Verdicts(AppView view, List<SlotReport> slots) {
        this.view = view;
        this.slots = slots;
    }

    Verdict available() {
        if (view.desired().suspended()) {
            return verdict(false, Reason.SUSPENDED);
        }
        if (Standing.serves(view)) {
            return verdict(true, Reason.AS_ASKED);
        }
        String which = view.slots().stream()
                .filter(slot -> !view.anyAvailable(slot.live()))
                .map(slot -> String.valueOf(slot.number()))
                .limit(10)
                .collect(Collectors.joining(", "));
        return new Verdict(false, Reason.SLOTS_UNAVAILABLE, "No available worker in slot " + which + ".");
    }

    Verdict ready() {
        Verdict stalled = stalled();
        if (stalled.holds()) {
            return new Verdict(false, stalled.reason(), stalled.message());
        }
        Optional<Reason> lacking = lacking();
        if (lacking.isPresent()) {
            return verdict(false, lacking.get());
        }
        return verdict(true, view.desired().suspended() ? Reason.SUSPENDED : Reason.AS_ASKED);
    }

    Verdict reconciling() {
        if (stalled().holds()) {
            return verdict(false, Reason.AS_ASKED);
        }
        return lacking()
                .filter(reason -> reason != Reason.PAUSED)
                .map(reason -> verdict(true, reason))
                .orElseGet(() -> verdict(false, Reason.AS_ASKED));
    }

    Verdict stalled() {
        Revisions revisions = view.revisions();
        if (view.slots().isEmpty()) {
            return verdict(false, Reason.AS_ASKED);
        }
        if (revisions.asked().failed()) {
            return new Verdict(true, Reason.ROLLED_BACK, rolledBack(revisions));
        }
        Optional<Failure> failure = view.failures().stream().findFirst();
        if (view.halted() && failure.isPresent()) {
            return new Verdict(true, Reason.HALTED, halted(revisions, failure.get()));
        }
        return slots.stream()
                .filter(this::needsAPerson)
                .findFirst()
                .map(slot -> new Verdict(true, slot.reason(), "Slot " + slot.slot() + ": " + slot.message()))
                .orElseGet(() -> verdict(false, Reason.AS_ASKED));
    }

    /** What is not as asked and, unless paused, about to be: the most telling first. */
    private Optional<Reason> lacking() {
        if (Standing.isReloading(view)) {
            return Optional.of(Reason.RELOADING);
        }
        if (!view.surplus().isEmpty()) {
            return Optional.of(view.desired().suspended() ? Reason.SUSPENDED : Reason.SCALING);
        }
        if (!Standing.serves(view)) {
            return Optional.of(Standing.isFilling(view) ? Reason.SCALING : Reason.SLOTS_UNAVAILABLE);
        }
        return Standing.isUpdated(view) ? Optional.empty() : Optional.of(Reason.PAUSED);
    }

    /** An old worker's problem is about to end with it; all other problem stays until somebody mends it. */
    private boolean needsAPerson(SlotReport slot) {
        boolean stays = slot.worker().isEmpty()
                || view.revisions().isTarget(slot.revision())
                || view.paused()
                || !view.inReloadScope(view.slots().get(slot.slot()));
        return stays
                && (STAYING.contains(slot.reason())
                        || (slot.reason() == Reason.UNSCHEDULABLE && hadTimeForANode(slot)));
    }

    /** An autoscaler gets its time. */
    private boolean hadTimeForANode(SlotReport slot) {
        return view.slots().get(slot.slot()).live().stream()
                .anyMatch(worker -> Optional.of(worker.name()).equals(slot.worker())
                        && view.failureReason(worker).isPresent());
    }

    private static String rolledBack(Revisions revisions) {
        Revision asked = revisions.asked();
        String why = asked.failure().isEmpty() ? "" : " " + asked.failure();
        String serves = revisions
                .stable()
                .map(stable -> " The app runs " + stable.name() + ".")
                .orElse(" No other revision has ever served.");
        return "Revision " + asked.name() + " failed." + why + serves
                + " Change the spec, or request a reload to try the same again.";
    }

    private static String halted(Revisions revisions, Failure failure) {
        return "The reload to " + revisions.target().name() + " has stopped. " + failure.detail()
                + " It goes on when that worker becomes available; or change the spec.";
    }

    private static Verdict verdict(boolean holds, Reason reason) {
        return new Verdict(holds, reason, holds || reason != Reason.AS_ASKED ? reason.sentence() : "");
    }
}
