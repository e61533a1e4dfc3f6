package dev.workerapp.planner.report;

import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Sentence;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.rules.MarkStable;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Failure;
import dev.workerapp.planner.view.Revisions;
import dev.workerapp.planner.view.Slot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions. At most one of Ready, Reconciling and Stalled is true. */
final class Verdicts {
    private static final int MOST_NAMED = 10;

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
        if (view.desired().stopsAll()) {
            return new Verdict(false, Reason.STOP_REQUESTED, StopWords.ALL);
        }
        if (Standing.serves(view)) {
            return verdict(true, Reason.SLOTS_AVAILABLE);
        }
        String which = numbers(view.slots().stream().filter(slot -> !view.anyAvailable(slot.live())));
        return new Verdict(false, Reason.SLOTS_UNAVAILABLE, "No available worker in slot " + which + ".");
    }

    Verdict ready() {
        Verdict stalled = stalled();
        if (stalled.holds()) {
            return new Verdict(false, stalled.reason(), stalled.message());
        }
        Optional<Reason> lacking = lacking();
        if (lacking.isPresent()) {
            return lacking(false, lacking.get());
        }
        if (view.desired().stopsAll()) {
            return new Verdict(true, Reason.STOP_REQUESTED, StopWords.ALL);
        }
        return verdict(true, view.desired().suspended() ? Reason.SUSPENDED : Reason.AS_ASKED);
    }

    Verdict reconciling() {
        if (stalled().holds()) {
            return verdict(false, Reason.AS_ASKED);
        }
        return lacking()
                .filter(reason -> reason != Reason.PAUSED && reason != Reason.SLOTS_STOPPED)
                .map(reason -> lacking(true, reason))
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
        List<Slot> errored =
                view.slots().stream().filter(view.restarts()::isErrored).toList();
        if (!errored.isEmpty()) {
            return new Verdict(true, Reason.SLOTS_ERRORED, errored(errored));
        }
        return slots.stream()
                .filter(this::needsAPerson)
                .findFirst()
                .map(slot -> new Verdict(true, slot.reason(), said(slot)))
                .orElseGet(() -> verdict(false, Reason.AS_ASKED));
    }

    private String errored(List<Slot> errored) {
        String which = numbers(errored.stream());
        String first = slots.stream()
                .filter(report -> report.slot() == errored.getFirst().number())
                .findFirst()
                .map(report -> " " + said(report))
                .orElse("");
        return Reason.SLOTS_ERRORED.sentence() + " Errored: slot " + which + "." + first
                + " To fill the slots at once, mend what is wrong and request a reset, or a reload.";
    }

    private static String numbers(Stream<Slot> slots) {
        return slots.map(slot -> String.valueOf(slot.number()))
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
    }

    private Verdict lacking(boolean holds, Reason reason) {
        Optional<SlotReport> waiting = waitingMove()
                .filter(slot -> recycledFor(slot).filter(reason::equals).isPresent());
        return waiting.map(slot -> new Verdict(holds, reason, reason.sentence() + " " + said(slot)))
                .orElseGet(() -> verdict(holds, reason));
    }

    private static String said(SlotReport slot) {
        return "Slot " + slot.slot() + ": " + slot.message();
    }

    /** What is not as asked and, unless paused, about to be: the most telling first. */
    private Optional<Reason> lacking() {
        if (Standing.isReloading(view)) {
            return Optional.of(Reason.RELOADING);
        }
        if (!view.surplus().isEmpty()) {
            return Optional.of(view.desired().suspended() ? Reason.SUSPENDED : Reason.SCALING);
        }
        if (!Standing.serves(view) && Standing.isStopped(view)) {
            return Optional.of(Reason.SLOTS_STOPPED);
        }
        if (!Standing.serves(view)) {
            return Optional.of(Standing.isFilling(view) ? Reason.SCALING : Reason.SLOTS_UNAVAILABLE);
        }
        Optional<Reason> move = waitingMove().flatMap(this::recycledFor);
        if (move.isPresent()) {
            return move;
        }
        return Standing.isUpdated(view) ? Optional.empty() : Optional.of(Reason.PAUSED);
    }

    /** A slot whose worker is to leave its place and can't, as its replacement fails to start. */
    private Optional<SlotReport> waitingMove() {
        return slots.stream()
                .filter(report -> report.reason().isProblem())
                .filter(report -> recycledFor(report).isPresent())
                .findFirst();
    }

    /** What its worker has to leave its place for. One that may stay keeps nobody from being ready. */
    private Optional<Reason> recycledFor(SlotReport report) {
        return view.slot(report.slot()).orElseThrow().live().stream()
                .flatMap(worker -> view.recycledFor(worker).stream())
                .filter(reason -> !reason.isVoluntary())
                .findFirst();
    }

    /**
     * What the cluster does to a worker is reported in its slot at once, and needs a person when it lasts for longer than
     * a start may take. An old worker's problem is about to end with it; all other problems stay until somebody mends them.
     */
    private boolean needsAPerson(SlotReport report) {
        Slot slot = view.slot(report.slot()).orElseThrow();
        boolean stays = report.worker().isEmpty()
                || view.revisions().isTarget(report.revision())
                || view.paused()
                || !view.inReloadScope(slot);
        return stays
                && !isOfReplacementOnly(slot)
                && (isOverdue(slot, report)
                        || isBroken(slot, report)
                        || view.restarts().crashing(slot).isPresent());
    }

    /** Whether the slot serves, and its worker may stay if its replacement fails. */
    private boolean isOfReplacementOnly(Slot slot) {
        return view.anyAvailable(slot.live())
                && slot.live().stream()
                        .flatMap(worker -> view.recycledFor(worker).stream())
                        .anyMatch(Reason::isVoluntary);
    }

    private boolean isOverdue(Slot slot, SlotReport report) {
        boolean refused = view.anyRefusal(slot)
                .filter(refusal -> refusal.revision().equals(report.revision()))
                .filter(view::isStartOverdue)
                .isPresent();
        boolean tried = slot.dead().stream().anyMatch(dead -> isOf(dead, report) && view.hasFailedForLong(dead));
        return (report.worker().isEmpty() && refused) || tried;
    }

    private boolean isBroken(Slot slot, SlotReport report) {
        return slot.live().stream().anyMatch(worker -> isOf(worker, report) && view.broken(worker));
    }

    private static boolean isOf(Worker worker, SlotReport report) {
        return Optional.of(worker.name()).equals(report.worker());
    }

    private String rolledBack(Revisions revisions) {
        Revision asked = revisions.asked();
        if (asked.instead().isPresent()) {
            return undone(asked, revisions.target());
        }
        String why = asked.failure().isEmpty() ? "" : " " + Sentence.of(asked.failure());
        String serves = revisions
                .stable()
                .map(stable -> " The app runs " + stable.title() + ".")
                .orElse(" No other revision has ever served.");
        return "Revision " + asked.title() + " failed." + why + serves
                + " Change the spec, or request a reload to try the same again.";
    }

    private String undone(Revision asked, Revision target) {
        boolean isDone = MarkStable.isDone(view);
        String stopped = view.failures().stream()
                .findFirst()
                .filter(_ -> view.halted())
                .map(failure -> " That has stopped. " + Sentence.of(failure.detail()))
                .orElse("");
        return "The app asks for revision " + asked.title()
                + (isDone
                        ? ", but revision " + target.title() + " serves: "
                        : ". It goes back to revision " + target.title() + ": ")
                + Sentence.of(asked.failure()) + stopped
                + " Change the spec, or request a reload to try the same again.";
    }

    private String halted(Revisions revisions, Failure failure) {
        String what = revisions.stable().isPresent() ? "The reload to " : "The first start of ";
        return what + revisions.target().title() + " has stopped. " + failure.detail() + noWayBack(revisions)
                + " It goes on when that worker becomes available; or change the spec.";
    }

    private String noWayBack(Revisions revisions) {
        Revision target = revisions.target();
        return revisions
                .stable()
                .filter(_ -> view.desired().reload().onFailure() == OnFailure.ROLL_BACK)
                .filter(stable ->
                        !stable.name().equals(target.name()) && stable.content().equals(target.content()))
                .map(stable -> " It is not rolled back: stable revision " + stable.name()
                        + " differs in nothing but a token, or content of ConfigMaps and Secrets of which no copy is kept, so"
                        + " going back would start the same.")
                .orElse("");
    }

    private static Verdict verdict(boolean holds, Reason reason) {
        return new Verdict(holds, reason, holds || reason != Reason.AS_ASKED ? reason.sentence() : "");
    }
}
