package dev.workerapp.operator.observe;

import dev.workerapp.crd.RecycleStatus;
import dev.workerapp.crd.RefusedStatus;
import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadReport;
import dev.workerapp.planner.ScheduleReport;
import dev.workerapp.planner.SlotRanges;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the status remembers for the next look: refused creations, when the reload began, and what the schedule has done. */
final class Remembered {

    private Remembered() {}

    static List<Refusal> refusals(WorkerAppStatus status) {
        return Optional.ofNullable(status.refused()).orElse(List.of()).stream()
                .flatMap(refused -> refusals(refused).stream())
                .toList();
    }

    /** One for each slot. What can't be read, since somebody else wrote it, is tried anew. */
    private static List<Refusal> refusals(RefusedStatus refused) {
        String revision = refused.revision();
        Optional<Reason> reason = ApiNames.find(Reason.class, refused.reason());
        Optional<Instant> since = ApiTimes.parse(refused.since());
        Optional<Instant> triedAt = ApiTimes.parse(refused.triedAt());
        if (revision == null || reason.isEmpty() || since.isEmpty() || triedAt.isEmpty()) {
            return List.of();
        }
        Problem problem = new Problem(reason.get(), Objects.requireNonNullElse(refused.message(), ""));
        int tries = Math.max(1, Objects.requireNonNullElse(refused.tries(), 1));
        return SlotRanges.parse(Objects.requireNonNullElse(refused.slots(), "")).stream()
                .map(slot -> new Refusal(slot, revision, since.get(), tries, triedAt.get(), problem))
                .toList();
    }

    static Optional<ReloadReport> lastReload(WorkerAppStatus status) {
        ReloadStatus reload = status.reload();
        Optional<Instant> startedAt = Optional.ofNullable(reload).flatMap(known -> ApiTimes.parse(known.startedAt()));
        if (reload == null || reload.revision() == null || startedAt.isEmpty()) {
            return Optional.empty();
        }
        String revision = reload.revision();
        return ApiNames.find(ReloadReport.Trigger.class, reload.trigger())
                .flatMap(trigger -> ApiNames.find(ReloadReport.Phase.class, reload.phase())
                        .flatMap(phase -> ApiNames.find(Reason.class, reload.reason())
                                .map(reason -> new ReloadReport(
                                        trigger,
                                        revision,
                                        phase,
                                        startedAt.get(),
                                        ApiTimes.parse(reload.finishedAt()),
                                        Objects.requireNonNullElse(reload.replaced(), 0),
                                        Objects.requireNonNullElse(reload.total(), 0),
                                        reason))));
    }

    static Optional<ScheduleReport> lastSchedule(WorkerAppStatus status) {
        RecycleStatus recycle = status.recycle();
        Optional<Instant> since = Optional.ofNullable(recycle).flatMap(known -> ApiTimes.parse(known.since()));
        if (recycle == null || recycle.schedule() == null || since.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScheduleReport(
                recycle.schedule(),
                since.get(),
                ApiTimes.parse(recycle.next()),
                ApiTimes.parse(recycle.tick()),
                ApiTimes.parse(recycle.startedAt()),
                Objects.requireNonNullElse(recycle.replaced(), 0),
                ApiNames.find(Reason.class, recycle.skipped())));
    }
}
