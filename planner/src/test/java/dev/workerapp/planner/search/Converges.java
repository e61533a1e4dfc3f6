package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Invariant 4: from any reachable state, with no more faults, the app converges, and then the planner returns no
 * actions. Here: that nothing more happens, or the same again for ever, only where things are as they should be. That it
 * comes to this, on every way, is seen by {@link Graph}.
 */
final class Converges implements Invariant {
    /** More pods than this in a slot, ending ones included, come only of a planner that does not come to rest. */
    private static final int PILE = 6;

    /** A reload that is taken for complete before it is would never be gone back from. */
    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        Predicate<Worker> available = Availability.of(desired, observed, now);
        return plan.actions().stream()
                .filter(Action.MarkStable.class::isInstance)
                .map(action -> ((Action.MarkStable) action).revision())
                .filter(revision -> desired.reload().onFailure() != OnFailure.PROCEED)
                .filter(revision -> desired.wantedSlots().anyMatch(slot -> observed.workers().stream()
                        .filter(worker ->
                                worker.slot() == slot && worker.revision().equals(revision))
                        .noneMatch(available)))
                .findFirst()
                .map(revision -> "the reload to " + revision + " is taken for complete");
    }

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        return to.count(act.slot(), pod -> true) > PILE
                ? Optional.of("worker after worker is started in slot " + act.slot())
                : Optional.empty();
    }

    @Override
    public Optional<String> atRest(Setting setting, State state) {
        if (state.spec.tick() == Tick.DUE || state.spec.tick() == Tick.LATE) {
            return Optional.of("the run of the schedule is neither begun nor skipped: " + state);
        }
        boolean isStuck = !setting.overlap() && hasStuck(state);
        for (int slot = 0; slot < Pod.SLOTS; slot++) {
            if (!state.spec.wants(slot)) {
                if (state.count(slot, pod -> !pod.orphan && !pod.state.isEnding()) > 0) {
                    return Optional.of("slot " + slot + " is not wanted and not empty");
                }
            } else if (!isStuck && !isRight(setting, state, slot)) {
                return Optional.of("slot " + slot + " stays as it is: " + state);
            }
        }
        return Optional.empty();
    }

    /** Without overlap a pod that nobody ends keeps its slot, and the reload, for good: it may hold the lock. */
    private static boolean hasStuck(State state) {
        return hasAny(state, pod -> pod.state == PodState.STUCK);
    }

    private static boolean isRight(Setting setting, State state, int slot) {
        int asked = state.spec.asked();
        Undo undo = state.spec.undo();
        int best = undo.isUndone(asked) ? undo.instead() - 1 : state.marks.best();
        boolean back = state.marks.failed(asked) && best >= 0;
        int target = back ? best : asked;
        if (state.marks.failed(asked) && best < 0) {
            return false;
        }
        if (isSure(setting, target)) {
            boolean moves = back || (slot >= setting.partition() && !state.spec.paused());
            return state.count(slot, Pod::fills) == 1
                    && state.count(slot, p -> isSettled(state, p) && (!moves || p.revision == target)) == 1;
        }
        return !mustGoBack(setting, state)
                || (state.count(slot, Pod::fills) == state.count(slot, Pod::isAvailable)
                        && state.count(slot, Pod::fills) >= 1);
    }

    /** What goes wrong for ever must not go on under a revision that is to be given up. */
    @Override
    public Optional<String> forEver(Setting setting, State state) {
        return mustGoBack(setting, state)
                ? Optional.of("it goes on for ever, and there is something to go back to: " + state)
                : Optional.empty();
    }

    /**
     * Whether the revision asked for is to be given up: it has failed by itself, and going back gains something. A move
     * whose replacement fails says nothing of the revision: it waits for a person, and holds its place.
     */
    private static boolean mustGoBack(Setting setting, State state) {
        int asked = state.spec.asked();
        int best = state.marks.best();
        return setting.mayFail(asked, state)
                && !state.marks.failed(asked)
                && state.marks.faults() >= Marks.ENOUGH
                && best >= 0
                && best != asked
                && isSure(setting, best)
                && hasAny(state, pod -> pod.revision == best && pod.isAvailable())
                && !hasAny(state, pod -> pod.due.isForced() || pod.state == PodState.STUCK);
    }

    /** Whether it serves and may stay: nothing is to be done about it, or too many workers of its slot are still ending. */
    private static boolean isSettled(State state, Pod pod) {
        boolean isCrowded = state.count(pod.slot, other -> other.state.isEnding()) > 1;
        return pod.isAvailable() && (maySettle(state.spec, pod.due) || (isCrowded && !pod.due.isForced()));
    }

    private static boolean maySettle(Spec spec, Due due) {
        return switch (spec.tick()) {
            case NONE -> due.maySettle();
            case COMING, DUE, LATE, SKIPPED -> true;
            case BEGUN -> due.isFresh() || spec.paused();
        };
    }

    private static boolean hasAny(State state, Predicate<Pod> which) {
        return Arrays.stream(state.pods).anyMatch(which);
    }

    /** Whether workers of the revision come to serve if nothing disturbs them. */
    private static boolean isSure(Setting setting, int revision) {
        return setting.behavior(revision).isSound() && !(setting.cramped() && setting.overlap());
    }

    @Override
    public String toString() {
        return "4, the app converges";
    }
}
