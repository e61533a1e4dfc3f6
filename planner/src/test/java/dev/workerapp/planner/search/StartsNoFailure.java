package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Revision;
import java.time.Instant;
import java.util.Optional;

/** Invariant 6: a failed revision is never started again by itself, and no revision fails by a cluster fault. */
final class StartsNoFailure implements Invariant {

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        return plan.actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .filter(create -> observed.revisions().stream()
                        .filter(Revision::failed)
                        .anyMatch(r -> r.name().equals(create.revision())))
                .findFirst()
                .map(create -> "revision " + create.revision() + " has failed and is started in slot " + create.slot());
    }

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        return switch (act.kind()) {
            case CREATE -> started(from, act, to);
            case MARK_FAILED -> blamed(setting, from, act);
            case ANSWER_UNDO -> answered(from, act);
            case DELETE,
                    RECORD_AVAILABLE,
                    FORGET_CRASHES,
                    POSTPONE,
                    RECORD_OVER_LIMIT,
                    REPORT,
                    ADOPT,
                    CLEAR_FAILED,
                    MARK_STABLE,
                    MARK_SLOT,
                    CLEAR_SLOTS -> Optional.empty();
        };
    }

    /** What was given up is remembered here by what was done about it, not by the mark. */
    private static Optional<String> started(State from, Act act, State to) {
        return to.pods.length > from.pods.length && !act.blind() && from.marks.givenUp(act.revision())
                ? Optional.of("revision " + Pod.name(act.revision()) + " was given up and is started again")
                : Optional.empty();
    }

    /** A request is answered once, and nobody has asked without a token. */
    private static Optional<String> answered(State from, Act act) {
        return act.token() <= from.spec.undo().answered()
                ? Optional.of(
                        "revision " + Pod.name(act.revision()) + " is undone, and nobody has asked for it: " + act)
                : Optional.empty();
    }

    /** Only the world knows who has done what. */
    private static Optional<String> blamed(Setting setting, State from, Act act) {
        boolean isAsked = act.revision() == from.spec.asked();
        if (isAsked && !setting.mayFail(act.revision(), from)) {
            return Optional.of("revision " + Pod.name(act.revision()) + " fails, and there is nothing to go back to");
        }
        return isAsked && from.marks.faults() < Marks.ENOUGH
                ? Optional.of("revision " + Pod.name(act.revision()) + " fails by what others did: " + act)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "6, a failed revision is not started again, and none fails by a cluster fault";
    }
}
