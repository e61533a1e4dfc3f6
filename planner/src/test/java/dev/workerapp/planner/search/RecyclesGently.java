package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A worker that may stay is replaced only while every slot serves the revision that it is to have, with one worker, and by one of
 * the same revision, but for slots that their workers have stopped; one at a time, or as many as the schedule may; not twice by one run of the
 * schedule; and when its replacement has failed, not before the wait for the next try is over.
 */
final class RecyclesGently implements Invariant {

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        List<Action> starts = plan.actions().stream()
                .filter(action ->
                        action instanceof Action.Create && action.reason().isVoluntary())
                .toList();
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        boolean bySchedule = starts.stream().allMatch(action -> action.reason() == Reason.SCHEDULED);
        if (starts.size() > (bySchedule ? desired.reload().parallel() : 1)) {
            return Optional.of(starts.size() + " workers that may stay are replaced at once");
        }
        if (desired.reload().paused() || desired.suspended()) {
            return Optional.of("a worker that may stay is replaced while the app is paused or suspended");
        }
        Predicate<Worker> available = Availability.of(desired, observed, now);
        return desired.wantedSlots()
                .filter(slot ->
                        !isStopped(desired, observed, slot, plan.report().targetRevision()))
                .filter(slot -> !isWell(live(observed, slot), available, bySchedule)
                        || !isOfItsRevision(desired, live(observed, slot), slot, plan))
                .mapToObj(slot -> "a worker that may stay is replaced while slot " + slot + " is not as it should be")
                .findFirst();
    }

    private static List<Worker> live(Observed observed, int slot) {
        return observed.workers().stream()
                .filter(worker -> worker.slot() == slot && worker.isLive())
                .toList();
    }

    private static boolean isStopped(Desired desired, Observed observed, int slot, String target) {
        return live(observed, slot).isEmpty()
                && !desired.restart().stopExitCodes().isEmpty()
                && observed.revisions().stream()
                        .filter(revision -> revision.name().equals(target))
                        .flatMap(revision -> revision.slots().of(slot).stream())
                        .anyMatch(mark -> mark.kind() == SlotMark.Kind.STOPPED);
    }

    /** The schedule starts a replacement also beside those that it has started. */
    private static boolean isWell(List<Worker> live, Predicate<Worker> available, boolean mayBeReplacedBySchedule) {
        boolean isReplacedBySchedule = mayBeReplacedBySchedule
                && live.stream()
                        .anyMatch(worker -> worker.recycling().startedFor().equals(Optional.of(Reason.SCHEDULED)));
        return (live.size() == 1 || isReplacedBySchedule) && live.stream().anyMatch(available);
    }

    /** A slot below the partition keeps what it has, and no slot gets another revision by that. */
    private static boolean isOfItsRevision(Desired desired, List<Worker> live, int slot, Plan plan) {
        String target = plan.report().targetRevision();
        boolean isReloaded = slot >= desired.reload().partition() || !target.equals(desired.revision());
        return live.stream()
                .allMatch(worker -> (!isReloaded || worker.revision().equals(target))
                        && plan.actions().stream()
                                .filter(action -> action instanceof Action.Create create
                                        && create.slot() == slot
                                        && create.reason().isVoluntary())
                                .allMatch(action ->
                                        ((Action.Create) action).revision().equals(worker.revision())));
    }

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        boolean starts = act.kind() == Act.Kind.CREATE
                && act.reason().isVoluntary()
                && !act.blind()
                && to.pods.length > from.pods.length;
        if (starts
                && act.reason() == Reason.SCHEDULED
                && from.count(act.slot(), Pod::fills) > 0
                && from.count(act.slot(), pod -> pod.fills() && !pod.due.isFresh()) == 0) {
            return Optional.of("slot " + act.slot() + " has its worker replaced twice by one run: " + act);
        }
        return starts && from.count(act.slot(), pod -> pod.due.isPostponed()) > 0
                ? Optional.of("slot " + act.slot() + " is tried again before its wait is over: " + act)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "workers that may stay are replaced gently";
    }
}
