package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.crd.WorkerAppStatus.ReloadStatus;
import dev.workerapp.crd.WorkerAppStatus.SlotStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the status remembers for the next look: refused creations, and when the reload began. */
final class Remembered {

    private Remembered() {}

    static List<Refusal> refusals(WorkerAppStatus status) {
        return Optional.ofNullable(status.slots()).orElse(List.of()).stream()
                .flatMap(slot -> refusal(slot).stream())
                .toList();
    }

    private static Optional<Refusal> refusal(SlotStatus status) {
        Integer slot = status.slot();
        String revision = status.revision();
        String since = status.since();
        if (slot == null || revision == null || since == null) {
            return Optional.empty();
        }
        String message = Objects.requireNonNullElse(status.message(), "");
        return ApiNames.find(Reason.class, status.reason())
                .map(reason -> new Refusal(
                        slot, revision, Instant.parse(since), 1, Instant.parse(since), new Problem(reason, message)));
    }

    static Optional<ReloadReport> lastReload(WorkerAppStatus status) {
        ReloadStatus reload = status.reload();
        if (reload == null || reload.revision() == null || reload.startedAt() == null) {
            return Optional.empty();
        }
        String revision = reload.revision();
        Instant startedAt = Instant.parse(reload.startedAt());
        return ApiNames.find(ReloadReport.Trigger.class, reload.trigger())
                .flatMap(trigger -> ApiNames.find(ReloadReport.Phase.class, reload.phase())
                        .flatMap(phase -> ApiNames.find(Reason.class, reload.reason())
                                .map(reason -> new ReloadReport(
                                        trigger,
                                        revision,
                                        phase,
                                        startedAt,
                                        Optional.ofNullable(reload.finishedAt()).map(Instant::parse),
                                        Objects.requireNonNullElse(reload.replaced(), 0),
                                        Objects.requireNonNullElse(reload.total(), 0),
                                        reason))));
    }
}
