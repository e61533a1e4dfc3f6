package dev.workerapp.operator.status;

import dev.workerapp.crd.RefusedStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.SlotRanges;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The refused workers as the status remembers them: those that differ in nothing but the slot are one entry. */
final class RefusedSlots {

    private RefusedSlots() {}

    static @Nullable List<RefusedStatus> of(List<Refusal> refusals) {
        Map<RefusedStatus, List<Integer>> alike = refusals.stream()
                .collect(Collectors.groupingBy(
                        RefusedSlots::withoutSlot,
                        LinkedHashMap::new,
                        Collectors.mapping(Refusal::slot, Collectors.toList())));
        return alike.isEmpty()
                ? null
                : alike.entrySet().stream()
                        .map(entry -> entry.getKey().withSlots(SlotRanges.of(entry.getValue())))
                        .toList();
    }

    private static RefusedStatus withoutSlot(Refusal refusal) {
        return new RefusedStatus(
                null,
                refusal.revision(),
                ApiNames.of(refusal.problem().reason()),
                refusal.problem().message(),
                refusal.since().toString(),
                refusal.tries(),
                refusal.triedAt().toString());
    }
}
