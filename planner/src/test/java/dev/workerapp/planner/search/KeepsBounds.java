package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Invariant 2: terminating workers aside, never more than two workers in a slot, and never more than {@code parallel}
 * slots at once with an available worker and its replacement; before the target is proved, one. With {@code overlap:
 * false} never more than one pod in a slot that may still run, a terminating one included.
 */
final class KeepsBounds implements Invariant {
    private static final int ROOM = 2;

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        Predicate<Worker> serves = Availability.of(desired, observed, now);
        List<Worker> live = new ArrayList<>(observed.workers().stream()
                .filter(w -> !w.terminating() && !w.terminal())
                .toList());
        boolean proved =
                live.stream().anyMatch(w -> w.revision().equals(plan.report().targetRevision()) && serves.test(w));
        int limit = proved ? Math.max(1, desired.reload().parallel()) : 1;
        List<Integer> created = new ArrayList<>();
        for (Action action : plan.actions()) {
            switch (action) {
                case Action.Delete delete -> live.remove(delete.worker());
                case Action.Adopt adopt -> live.add(adopt.worker());
                case Action.RecordAvailable record -> {}
                case Action.Create create -> {
                    int slot = create.slot();
                    long there = live.stream().filter(w -> w.slot() == slot).count();
                    if (there + created.stream().filter(s -> s == slot).count() >= ROOM) {
                        return Optional.of("slot " + slot + " gets a third worker");
                    }
                    created.add(slot);
                    boolean pairs = live.stream().anyMatch(w -> w.slot() == slot && serves.test(w));
                    if (pairs && pairs(live, created, serves) > limit) {
                        return Optional.of("more than " + limit + " slots are replaced at once");
                    }
                }
                case Action.MarkFailed mark -> {}
                case Action.AnswerUndo answer -> {}
                case Action.MarkStable mark -> {}
                case Action.ClearFailed clear -> {}
                case Action.ForgetCrashes forget -> {}
                case Action.PostponeRecycling postpone -> {}
                case Action.RecordOverLimit record -> {}
                case Action.MarkSlot mark -> {}
                case Action.ClearSlots clear -> {}
            }
        }
        return Optional.empty();
    }

    private static long pairs(List<Worker> live, List<Integer> created, Predicate<Worker> serves) {
        return live.stream().filter(serves).map(Worker::slot).collect(Collectors.toSet()).stream()
                .filter(slot -> live.stream().filter(w -> w.slot() == slot).count()
                                + created.stream().filter(slot::equals).count()
                        > 1)
                .count();
    }

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        boolean grew = act.kind() == Act.Kind.CREATE && to.pods.length > from.pods.length;
        if (!grew && act.kind() != Act.Kind.ADOPT) {
            return Optional.empty();
        }
        if (to.count(act.slot(), Pod::fills) > (act.blind() ? ROOM + 1 : ROOM)) {
            return Optional.of("one worker too many in slot " + act.slot());
        }
        return grew && !setting.overlap() && !act.blind() && to.count(act.slot(), pod -> !pod.state.isTerminal()) > 1
                ? Optional.of("slot " + act.slot() + " was not empty")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "2, the bounds hold";
    }
}
