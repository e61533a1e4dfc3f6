package dev.workerapp.operator.status;

import dev.workerapp.crd.RecycleStatus;
import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.SlotStatus;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a status, and the slots whose workers start as workers do. While workers are replaced they change with
 * each of them, so they may be written a little later than what a person or a pipeline waits for: the state, the phase of
 * the reload, the conditions, and whatever goes wrong in a slot.
 */
public final class Progress {

    private static final Set<String> USUAL = Stream.of(Reason.STARTING, Reason.ON_PROBATION, Reason.INITIALIZING)
            .map(ApiNames::of)
            .collect(Collectors.toUnmodifiableSet());

    private Progress() {}

    /** Whether two statuses differ in nothing else. */
    public static boolean isAllThatDiffers(WorkerAppStatus before, WorkerAppStatus after) {
        return without(before).equals(without(after));
    }

    private static WorkerAppStatus without(WorkerAppStatus status) {
        return new WorkerAppStatus(
                status.observedGeneration(),
                null,
                null,
                null,
                null,
                null,
                null,
                status.selector(),
                status.stableRevision(),
                status.targetRevision(),
                status.image(),
                null,
                status.state(),
                without(status.reload()),
                status.undo(),
                status.config(),
                without(status.recycle()),
                status.signal(),
                troubled(status.slots()),
                status.refused(),
                status.history(),
                status.conditions());
    }

    private static @Nullable ReloadStatus without(@Nullable ReloadStatus reload) {
        return reload == null
                ? null
                : new ReloadStatus(
                        reload.trigger(),
                        reload.revision(),
                        reload.phase(),
                        reload.requestedAt(),
                        reload.startedAt(),
                        reload.finishedAt(),
                        null,
                        null,
                        reload.reason(),
                        null,
                        null,
                        null,
                        null,
                        null);
    }

    private static @Nullable RecycleStatus without(@Nullable RecycleStatus recycle) {
        return recycle == null
                ? null
                : new RecycleStatus(
                        recycle.schedule(),
                        recycle.since(),
                        recycle.next(),
                        recycle.tick(),
                        recycle.startedAt(),
                        null,
                        recycle.skipped());
    }

    private static List<SlotStatus> troubled(@Nullable List<SlotStatus> slots) {
        return Optional.ofNullable(slots).orElse(List.of()).stream()
                .filter(slot -> slot.reason() == null || !USUAL.contains(slot.reason()))
                .toList();
    }
}
