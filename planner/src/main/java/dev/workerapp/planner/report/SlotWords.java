package dev.workerapp.planner.report;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory.Postponed;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Sentence;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import dev.workerapp.planner.view.SlotState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        return refusal(slot).map(SlotWords::refused).or(() -> dead(slot)).or(() -> switch (view.states()
                .of(slot)) {
            case SlotState.Vacant _ -> Optional.of(empty(slot, Reason.EMPTY_SLOT));
            case SlotState.Occupied _ -> Optional.of(empty(slot, Reason.MAKE_ROOM));
            case SlotState.HeldBack _ -> Optional.of(empty(slot, Reason.BACK_OFF));
            case SlotState.Errored(Revision revision, SlotMark mark, Optional<Instant> retryAt) ->
                Optional.of(new SlotReport(
                        slot.number(),
                        Optional.empty(),
                        revision.name(),
                        Reason.CRASHED_TOO_OFTEN,
                        errored(mark, retryAt)));
            case SlotState.Stopped(Revision revision, SlotMark mark) ->
                Optional.of(new SlotReport(
                        slot.number(),
                        Optional.empty(),
                        revision.name(),
                        Reason.STOP_EXIT_CODE,
                        (Reason.STOP_EXIT_CODE.sentence() + " " + Sentence.of(mark.words())).strip()));
            case SlotState.Waiting(Revision revision, SlotMark mark) ->
                Optional.of(new SlotReport(
                        slot.number(),
                        Optional.empty(),
                        revision.name(),
                        Reason.CRASH_BACK_OFF,
                        crashed(mark) + whenStarted(mark)));
            case SlotState.Serving(Worker worker) -> waiting(worker);
            case SlotState.Starting(Worker worker) ->
                Optional.of(problem(slot, worker)
                        .or(() -> startedAgain(slot, worker))
                        .orElseGet(() -> starting(worker)));
            case SlotState.Unready(Worker worker) ->
                Optional.of(problem(slot, worker).orElseGet(() -> of(worker, Reason.NOT_READY, "")));
            case SlotState.Broken(Worker worker, Reason why) ->
                Optional.of(problem(slot, worker).orElseGet(() -> of(worker, why, "")));
            case SlotState.Replacing(Worker old, Worker replacement) -> several(slot, List.of(replacement, old));
            case SlotState.Crowded(List<Worker> workers) -> several(slot, workers);
        });
    }

    /** A problem of any of them, also beside one that serves: nobody else says why the slot stays as it is. */
    private Optional<SlotReport> several(Slot slot, List<Worker> workers) {
        Optional<SlotReport> problem = workers.stream()
                .filter(worker -> !view.available(worker))
                .flatMap(worker -> problem(slot, worker).stream())
                .findFirst();
        if (problem.isPresent() || view.anyAvailable(workers)) {
            return problem.or(() ->
                    workers.stream().flatMap(worker -> waiting(worker).stream()).findFirst());
        }
        return workers.stream().findFirst().map(this::starting);
    }

    private String errored(SlotMark mark, Optional<Instant> retryAt) {
        return crashed(mark)
                + retryAt.map(then -> " Another worker is tried at " + then + ".")
                        .orElse("");
    }

    private String crashed(SlotMark mark) {
        String often = mark.crashes() == 1 ? "once" : mark.crashes() + " times in a row";
        return "Its workers crashed " + often + ", the last one before it had been ready for "
                + view.desired().restart().minUptime().toSeconds() + " s."
                + (mark.words().isEmpty() ? "" : " " + Sentence.of(mark.words()));
    }

    /** Also that of the stable revision, and of a worker that is to be recycled. */
    private Optional<Refusal> refusal(Slot slot) {
        Optional<Refusal> current = view.refusal(slot);
        boolean waits = slot.live().isEmpty()
                || slot.onlyWorker().filter(view::isToBeRecycled).isPresent();
        return current.isPresent() || !waits ? current : view.anyRefusal(slot);
    }

    /** A pod that has ended, while its slot waits for the next one. */
    private Optional<SlotReport> dead(Slot slot) {
        return Stream.concat(slot.lastDead(view.revisions().target().name()).stream(), slot.dead().reversed().stream())
                .findFirst()
                .map(ended -> of(
                        ended,
                        ended.problem().map(Problem::reason).orElse(Reason.TERMINAL),
                        Sentence.of(ended.problem().map(Problem::message).orElse(Reason.TERMINAL.sentence()))
                                + view.states()
                                        .heldBackUntil(slot)
                                        .map(then -> " Another worker is started at " + then + ".")
                                        .orElse("")));
    }

    private Optional<SlotReport> problem(Slot slot, Worker worker) {
        Optional<Reason> failure = slot.target().contains(worker) ? view.failure(slot, worker) : view.brokenBy(worker);
        return worker.problem()
                .map(problem ->
                        of(worker, failure.filter(_ -> isWait(problem)).orElse(problem.reason()), problem.message()))
                .or(() -> failure.map(reason -> of(worker, reason, "")));
    }

    /** Whether it says only what the worker waits for; that it has waited for too long says more. */
    private static boolean isWait(Problem problem) {
        return switch (problem.reason()) {
            case STARTING, NOT_READY -> true;
            default -> false;
        };
    }

    private String whenStarted(SlotMark wait) {
        return view.restarts().lasts(wait)
                ? " Another worker is started at " + wait.at() + "."
                : " Another worker is started when those before it have ended.";
    }

    private Optional<SlotReport> startedAgain(Slot slot, Worker worker) {
        return view.restarts()
                .crashing(slot)
                .map(mark -> of(worker, Reason.CRASH_BACK_OFF, crashed(mark) + " Another worker is being started."));
    }

    private SlotReport starting(Worker worker) {
        return of(worker, view.isOnProbation(worker) ? Reason.ON_PROBATION : Reason.STARTING, "");
    }

    private Optional<SlotReport> waiting(Worker worker) {
        return view.recycledFor(worker)
                .map(reason -> of(worker, reason, ""))
                .or(() -> view.recycling().retryAt(worker).map(then -> postponed(worker, then)))
                .or(() -> view.recycling().brake().words(worker).map(why -> of(worker, Reason.RECYCLE_FUTILE, why)));
    }

    private SlotReport postponed(Worker worker, Instant retryAt) {
        Postponed last = worker.recycling().postponed().orElseThrow();
        String often = last.failures() == 1
                ? "A replacement of the worker failed."
                : last.failures() + " replacements of the worker in a row failed.";
        String words = last.words().isEmpty() ? "" : " " + Sentence.of(last.words());
        return of(
                worker,
                Reason.REPLACEMENT_FAILED,
                often + words + " The worker stays; another replacement is started at " + retryAt + ".");
    }

    private SlotReport empty(Slot slot, Reason reason) {
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
