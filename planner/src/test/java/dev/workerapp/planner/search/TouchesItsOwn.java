package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Invariant 3: no worker is deleted with a UID other than the one that was observed; no pod is touched that the app does
 * not control by owner UID, but to adopt an orphan.
 */
final class TouchesItsOwn implements Invariant {

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        return plan.actions().stream()
                .filter(action -> !isOurs(action, observed))
                .findFirst()
                .map(action -> "not as it was seen: " + action);
    }

    private static boolean isOurs(Action action, Observed observed) {
        return switch (action) {
            case Action.Delete delete ->
                observed.workers().contains(delete.worker())
                        && !delete.worker().terminating()
                        && delete.onlyIf()
                                .filter(w -> !observed.workers().contains(w))
                                .isEmpty();
            case Action.RecordAvailable record -> observed.workers().contains(record.worker());
            case Action.ForgetCrashes forget -> observed.workers().contains(forget.worker());
            case Action.PostponeRecycling postpone -> observed.workers().contains(postpone.worker());
            case Action.RecordOverLimit record -> observed.workers().contains(record.worker());
            case Action.MarkSlot mark -> knows(observed, mark.revision());
            case Action.ClearSlots clear -> knows(observed, clear.revision());
            case Action.Adopt adopt -> observed.orphans().contains(adopt.worker());
            case Action.Create create ->
                Stream.concat(observed.workers().stream(), observed.orphans().stream())
                        .filter(w -> w.slot() == create.slot())
                        .mapToInt(Worker::incarnation)
                        .noneMatch(incarnation -> incarnation >= create.incarnation());
            case Action.MarkFailed mark -> knows(observed, mark.revision());
            case Action.AnswerUndo answer -> knows(observed, answer.revision());
            case Action.MarkStable mark -> knows(observed, mark.revision());
            case Action.ClearFailed clear -> knows(observed, clear.revision());
        };
    }

    private static boolean knows(Observed observed, String revision) {
        return observed.revisions().stream().anyMatch(r -> r.name().equals(revision));
    }

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        Pod pod = from.find(act.slot(), act.incarnation());
        return act.kind() == Act.Kind.DELETE && pod != null && pod.orphan && from.pods.length != to.pods.length
                ? Optional.of(pod + " is not the app's")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "3, only what is its own is touched";
    }
}
