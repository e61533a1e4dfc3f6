package dev.workerapp.operator.status;

import dev.workerapp.crd.RecycleStatus;
import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.SlotStatus;
import dev.workerapp.crd.UndoStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadReport;
import dev.workerapp.planner.Report;
import dev.workerapp.planner.Report.SlotReport;
import dev.workerapp.planner.Report.Word;
import dev.workerapp.planner.ScheduleReport;
import dev.workerapp.planner.UndoAnswer;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The planner's report as the app's status. Pure: the same arguments give the same status. */
public final class StatusWriter {

    /** How many slots a status names at most; more would not help a person and would make the object large. */
    static final int MOST_SLOTS = 50;

    /** In bytes. A log's last lines may be twice as long; all of them are in the message of a failed revision. */
    static final int LONGEST_MESSAGE = 1024;

    private static final String READY = "Ready";

    private static final String STOPPED = ApiNames.of(Reason.STOP_REQUESTED);

    private StatusWriter() {}

    /**
     * The status of an app.
     *
     * @param revisions the app's revisions
     * @param refusals the workers that the API server refuses now
     * @param problems what else is wrong, beside the workers
     * @param terminations the ends of workers since the status before
     * @param before the status until now, for the times of transitions, and for what was counted
     */
    public static WorkerAppStatus of(
            WorkerApp app,
            Report report,
            Revisions revisions,
            List<Refusal> refusals,
            List<Problem> problems,
            List<Termination> terminations,
            Optional<WorkerAppStatus> before,
            Instant now) {
        long generation = app.getMetadata().getGeneration();
        List<Condition> conditions = before.map(WorkerAppStatus::conditions).orElse(List.of());
        Report said = problems.isEmpty() ? report : ProblemReport.report(report, problems);
        return new WorkerAppStatus(
                generation,
                report.instances(),
                null,
                null,
                report.ready(),
                report.updated(),
                report.available(),
                selector(app),
                report.stableRevision().orElse(null),
                report.targetRevision(),
                revisions
                        .find(report.targetRevision())
                        .flatMap(StoredRevision::image)
                        .orElse(null),
                report.restarts(),
                ApiNames.of(word(said, before)),
                report.reload()
                        .map(reload -> reload(reload, revisions))
                        .map(reload -> Tally.with(reload, before.map(WorkerAppStatus::reload), terminations))
                        .orElse(null),
                revisions.asked().marks().undo().map(StatusWriter::undo).orElse(null),
                null,
                report.schedule().map(StatusWriter::recycle).orElse(null),
                null,
                slots(report, refusals),
                RefusedSlots.of(refusals),
                HistoryWriter.of(revisions.all(), revisions.asked().name()),
                List.of(
                        Conditions.of("Available", said.isAvailable(), generation, conditions, now),
                        Conditions.of(READY, said.isReady(), generation, conditions, now),
                        Conditions.of("Reconciling", said.reconciling(), generation, conditions, now),
                        Conditions.of("Stalled", said.stalled(), generation, conditions, now)));
    }

    /** As the scale subresource wants it. */
    private static String selector(WorkerApp app) {
        return new TreeMap<>(Ownership.workerLabels(app))
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    /**
     * An app stays degraded until every slot has an available worker again: the pod that had served is forgotten before
     * the one after it serves.
     */
    private static Word word(Report report, Optional<WorkerAppStatus> before) {
        return switch (report.word()) {
            case SCALING, RELOADING -> isStillDegraded(report, before) ? Word.DEGRADED : report.word();
            case READY, DEGRADED, HALTED, ROLLED_BACK, ERRORED, SUSPENDED -> report.word();
        };
    }

    private static boolean isStillDegraded(Report report, Optional<WorkerAppStatus> before) {
        return !report.isAvailable().holds()
                && before.map(WorkerAppStatus::state)
                        .filter(ApiNames.of(Word.DEGRADED)::equals)
                        .isPresent();
    }

    /** Whether a status reports this problem. */
    public static boolean says(Optional<WorkerAppStatus> status, Problem problem) {
        return status.map(WorkerAppStatus::conditions).orElse(List.of()).stream()
                .anyMatch(condition -> READY.equals(condition.getType())
                        && String.valueOf(condition.getMessage())
                                .contains(problem.message().strip()));
    }

    private static ReloadStatus reload(ReloadReport reload, Revisions revisions) {
        return new ReloadStatus(
                ApiNames.of(reload.trigger()),
                reload.revision(),
                ApiNames.of(reload.phase()),
                requestedAt(reload, revisions).orElse(null),
                reload.startedAt().toString(),
                reload.finishedAt().map(Instant::toString).orElse(null),
                reload.replaced(),
                reload.total(),
                ApiNames.of(reload.reason()),
                null,
                null,
                null,
                null,
                null);
    }

    private static Optional<String> requestedAt(ReloadReport reload, Revisions revisions) {
        return reload.trigger() == ReloadReport.Trigger.UNDO
                ? revisions.asked().marks().undo().map(UndoAnswer::token)
                : revisions.find(reload.revision()).flatMap(StoredRevision::requestedAt);
    }

    private static RecycleStatus recycle(ScheduleReport schedule) {
        return new RecycleStatus(
                schedule.schedule(),
                schedule.since().toString(),
                schedule.next().map(Instant::toString).orElse(null),
                schedule.tick().map(Instant::toString).orElse(null),
                schedule.startedAt().map(Instant::toString).orElse(null),
                schedule.startedAt().isPresent() ? schedule.replaced() : null,
                schedule.skipped().map(ApiNames::of).orElse(null));
    }

    private static UndoStatus undo(UndoAnswer answer) {
        return new UndoStatus(
                answer.token(), answer.instead().orElse(null), answer.isFollowed() ? null : answer.words());
    }

    private static @Nullable List<SlotStatus> slots(Report report, List<Refusal> refusals) {
        Map<Integer, Refusal> refused = new TreeMap<>();
        refusals.forEach(refusal -> refused.put(refusal.slot(), refusal));
        Map<Integer, SlotStatus> slots = new TreeMap<>();
        report.slots()
                .forEach(slot -> slots.put(slot.slot(), slot(slot, Optional.ofNullable(refused.get(slot.slot())))));
        refused.values().forEach(refusal -> slots.putIfAbsent(refusal.slot(), refusedReplacement(refusal)));
        // Those that nothing but a person can help come before the limit, those that a person has stopped after it.
        return slots.isEmpty()
                ? null
                : slots.values().stream()
                        .sorted(Comparator.<SlotStatus, Boolean>comparing(slot -> !refused.containsKey(slot.slot()))
                                .thenComparing(slot -> STOPPED.equals(slot.reason())))
                        .limit(MOST_SLOTS)
                        .sorted(Comparator.comparing(SlotStatus::slot))
                        .toList();
    }

    /** A slot whose worker serves, and whose replacement is refused. */
    private static SlotStatus refusedReplacement(Refusal refusal) {
        return slot(
                new SlotReport(
                        refusal.slot(),
                        Optional.empty(),
                        refusal.revision(),
                        refusal.problem().reason(),
                        refusal.problem().message()),
                Optional.of(refusal));
    }

    /** What a slot's worker is refused for says more than that the slot is empty. */
    private static SlotStatus slot(SlotReport slot, Optional<Refusal> refusal) {
        return new SlotStatus(
                slot.slot(),
                slot.worker().orElse(null),
                refusal.map(Refusal::revision).orElse(slot.revision()),
                ApiNames.of(refusal.map(known -> known.problem().reason()).orElse(slot.reason())),
                Sentences.clip(refusal.map(known -> known.problem().message()).orElse(slot.message()), LONGEST_MESSAGE),
                refusal.map(known -> known.since().toString()).orElse(null));
    }
}
