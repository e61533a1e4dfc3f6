package dev.workerapp.planner.search;

import dev.workerapp.planner.Reason;
import java.util.Arrays;

/**
 * The operator, as its executor is: one pass at a time, one write after the other, each of which may be its last. That
 * inReloadScope a write that fails and ends the pass, one that takes effect though it seems to fail, and the operator's death.
 */
final class Operator {
    private static final String NAME = "the operator";

    private final Events events;
    private final Setting setting;
    private final State state;

    private Operator(Events events) {
        this.events = events;
        this.setting = events.setting;
        this.state = events.state;
    }

    static void steps(Events events, PlannerModel planner) {
        Operator operator = new Operator(events);
        State state = events.state;
        if (state.plan.length == 0) {
            if (state.stale.misleads()) {
                operator.decide(planner.decide(state));
            }
        } else {
            operator.carryOut(state.plan[0]);
            events.plain(NAME, "dies", state.with(state.quota.forgotten()).plan(), false);
        }
        if (!state.stale.isNothing()) {
            events.cure("the view", "catches up", state.with(Stale.NOTHING));
        }
        if (state.quota.full() && state.stale.isNothing()) {
            events.cure("the quota", "is lifted", state.with(state.quota.lifted()));
        }
        for (int slot = 0; slot < events.setting.instances() && events.setting.quota(); slot++) {
            if (state.quota.refused(slot) >= 0 && !state.quota.overdue(slot)) {
                events.plain("slot " + slot, "has been refused for long", state.with(state.quota.late(slot)), false);
            }
        }
    }

    private void decide(Act[] acts) {
        if (acts.length > 0) {
            State planned = state.with(state.stale.misled()).plan(acts);
            events.plain(NAME, "plans " + Arrays.toString(acts), planned, true);
            return;
        }
        State reported = reported(state);
        if (!reported.quota.equals(state.quota)) {
            events.plain(NAME, "reports", reported, true);
        }
    }

    private void carryOut(Act act) {
        State before = state.plan(Arrays.copyOfRange(state.plan, 1, state.plan.length));
        switch (act.kind()) {
            case CREATE -> create(act, before);
            case DELETE -> delete(act, before);
            case RECORD_AVAILABLE -> done(act, did(before), Stale.NOTHING);
            case ADOPT -> adopt(act, before);
            case MARK_FAILED, CLEAR_FAILED, MARK_STABLE -> mark(act, before);
        }
    }

    private void create(Act act, State before) {
        Pod there = before.find(act.slot(), act.incarnation());
        if (there != null) {
            // 409: ours is taken for done, whatever it runs; somebody else's is a refusal.
            done(act, there.orphan ? before : did(before), Stale.NOTHING);
            return;
        }
        long admitted = Arrays.stream(before.pods)
                .filter(pod -> pod.state != PodState.ENDED)
                .count();
        if (before.quota.full() && admitted >= setting.instances()) {
            done(act, before.with(before.quota.refuses(act.slot(), act.revision())), Stale.NOTHING);
            return;
        }
        Pod made = Pod.created(act.slot(), act.incarnation(), act.revision());
        done(act, did(before.plus(made)), Stale.unseen(made));
    }

    private void delete(Act act, State before) {
        if (act.onlyIf() > 0) {
            Pod replacement = before.find(act.slot(), act.onlyIf());
            if (replacement == null || replacement.state != PodState.AVAILABLE) {
                done(act, before, Stale.NOTHING);
                return;
            }
        }
        Pod pod = before.find(act.slot(), act.incarnation());
        if (pod == null || pod.state.isEnding()) {
            done(act, did(before), Stale.NOTHING);
            return;
        }
        State after = before.change(pod, pod.state.goesAtOnce() ? null : pod.is(pod.state.deleted()));
        boolean failed = act.reason() == Reason.REVISION_FAILED;
        done(act, did(failed ? givenUp(after, act.revision()) : after), Stale.still(pod));
    }

    private void adopt(Act act, State before) {
        Pod pod = before.find(act.slot(), act.incarnation());
        if (pod == null) {
            // 404 ends the pass.
            done(act, before.plan(), Stale.NOTHING);
        } else {
            done(act, did(pod.orphan ? before.change(pod, pod.adopted()) : before), Stale.still(pod));
        }
    }

    private void mark(Act act, State before) {
        Marks marks = before.marks;
        int revision = act.revision();
        State after =
                switch (act.kind()) {
                    case MARK_STABLE -> before.with(marks.stable(revision, act.count()));
                    case CLEAR_FAILED -> before.with(marks.failed(revision, false));
                    default -> givenUp(before.with(marks.failed(revision, true)), revision);
                };
        done(act, did(after), Stale.marks(marks));
    }

    /** What was given up while it was asked for may not be started again. */
    private static State givenUp(State state, int revision) {
        return state.spec.asked() == revision ? state.with(state.marks.givenUp(revision, true)) : state;
    }

    private State did(State next) {
        return setting.quota() ? next.with(next.quota.did()) : next;
    }

    private void done(Act act, State next, Stale instead) {
        events.step(NAME, "does " + act, next.plan.length == 0 ? reported(next) : next, instead, true, act);
    }

    /** The end of a pass. */
    private State reported(State next) {
        if (!setting.quota()) {
            return next;
        }
        Marks marks = next.seenMarks();
        int asked = next.spec.asked();
        int target = marks.failed(asked) && marks.best() >= 0 ? marks.best() : asked;
        return next.with(next.quota.reported(next, target));
    }
}
