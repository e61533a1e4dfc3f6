package dev.workerapp.planner.search;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.search.Act.Kind;
import dev.workerapp.planner.search.Step.Chance;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The operator, as its executor is: one pass at a time, one write after the other, each of which may be its last: that is
 * the operator's death, also after a write that takes effect and seems to fail. A write that fails holds no other one up,
 * but for the mark of a revision that failed or is undone.
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
            operator.fail(state.plan[0]);
            events.plain(NAME, "dies", state.with(state.quota.forgotten()).plan(), Chance.PERHAPS);
        }
        if (!state.stale.isNothing()) {
            events.cure("the view", "catches up", state.with(Stale.NOTHING));
        }
        if (state.marks.fresh()) {
            State later = state.with(state.marks.proved());
            events.plain("the probation", "is over", later, Chance.SURE_IN_TIME);
        }
        operator.retries();
        operator.passes(state.spec.tick());
        if (events.setting.refuses().isPresent()) {
            operator.refusals();
        }
    }

    private void passes(Tick tick) {
        if (tick == Tick.COMING) {
            events.plain("the run", "is due", state.with(state.spec.with(Tick.DUE)), Chance.PERHAPS);
        }
        if (tick == Tick.DUE) {
            events.plain("the run", "is late", state.with(state.spec.with(Tick.LATE)), Chance.SURE_IN_TIME);
        }
    }

    private void retries() {
        for (int revision = 0; revision < setting.behaviors().size() && state.marks.slots() != 0; revision++) {
            for (int slot = 0; slot < setting.instances(); slot++) {
                if (state.marks.slot(revision, slot) == 1) {
                    State later = state.with(state.marks.slot(revision, slot, 2));
                    events.plain("slot " + slot, "may be tried", later, Chance.SURE_IN_TIME);
                }
            }
        }
    }

    private void refusals() {
        if (state.quota.full() && state.stale.isNothing()) {
            events.cure("what refuses pods", "is mended", state.with(state.quota.lifted()));
        }
        if (state.quota.waits()) {
            State later = state.with(state.quota.waited());
            events.plain("the back-off", "of what was refused is over", later, Chance.SURE_IN_TIME);
        }
        for (int slot = 0; slot < setting.instances(); slot++) {
            int revision = state.quota.refused(slot);
            if (revision >= 0 && !state.quota.overdue(slot)) {
                int faults = setting.failsLateStarts() && setting.mayFail(revision, state) ? Marks.ENOUGH : 0;
                State then = state.with(state.quota.late(slot)).with(state.marks.faults(faults));
                events.plain("slot " + slot, "has been refused for long", then, Chance.PERHAPS);
            }
        }
    }

    private void decide(Act[] acts) {
        if (acts.length > 0) {
            State planned = state.with(state.stale.misled()).plan(acts);
            events.plain(NAME, "plans " + Arrays.toString(acts), planned, Chance.SURE);
            return;
        }
        State reported = reported(state);
        if (!reported.quota.equals(state.quota)) {
            events.plain(NAME, "reports", reported, Chance.SURE);
        }
    }

    private State rest() {
        return state.plan(Arrays.copyOfRange(state.plan, 1, state.plan.length));
    }

    /** The last write that fails is no other than the operator's death before it. */
    private void fail(Act act) {
        if (state.budget.faults() > 0 && state.plan.length > 1 && !isFirst(act)) {
            State then = withoutWhatFollows(act, rest()).with(state.budget.lessFault());
            events.plain(NAME, "fails to " + act, then, Chance.PERHAPS);
        }
    }

    private static boolean isFirst(Act act) {
        return act.kind() == Kind.MARK_FAILED || (act.kind() == Kind.ANSWER_UNDO && act.instead() > 0);
    }

    /** A worker is not deleted while it is not remembered that its slot is to stay empty. */
    private static State withoutWhatFollows(Act failed, State rest) {
        return failed.kind() == Kind.MARK_SLOT
                ? rest.plan(Arrays.stream(rest.plan)
                        .filter(act -> act.kind() != Kind.DELETE || act.slot() != failed.slot())
                        .toArray(Act[]::new))
                : rest;
    }

    private void carryOut(Act act) {
        State before = rest();
        switch (act.kind()) {
            case CREATE -> create(act, before);
            case DELETE -> delete(act, before);
            case RECORD_AVAILABLE -> record(act, before);
            case ADOPT -> adopt(act, before);
            case MARK_FAILED, CLEAR_FAILED, MARK_STABLE, MARK_SLOT, CLEAR_SLOTS -> mark(act, before);
            case FORGET_CRASHES -> forget(act, before);
            case POSTPONE -> due(act, before, due -> due.postponed(setting.due()));
            case RECORD_OVER_LIMIT -> due(act, before, Due::recorded);
            case REPORT -> done(act, before.with(before.spec.with(act.tick())), Stale.NOTHING);
            case ANSWER_UNDO -> answer(act, before);
        }
    }

    private void create(Act act, State before) {
        Pod there = before.find(act.slot(), act.incarnation());
        if (there != null) {
            // 409: ours is taken for done, whatever it runs; somebody else's is a refusal.
            done(act, before, Stale.NOTHING);
            return;
        }
        if (before.quota.full() && isRefused(before)) {
            done(act, before.with(before.quota.refuses(act.slot(), act.revision())), Stale.NOTHING);
            return;
        }
        Due startedFor = Due.started(act.reason().isVoluntary(), act.before(), act.isFresh());
        Pod made = Pod.created(act.slot(), act.incarnation(), act.revision(), act.history(), startedFor);
        done(act, before.plus(made), Stale.unseen(made));
    }

    private boolean isRefused(State before) {
        long admitted = Arrays.stream(before.pods)
                .filter(pod -> !pod.state.isTerminal())
                .count();
        return setting.refuses()
                        .filter(reason -> reason == Reason.QUOTA_EXCEEDED)
                        .isEmpty()
                || admitted >= setting.instances();
    }

    private void delete(Act act, State before) {
        if (act.onlyIf() > 0 && !isStillReady(act, before)) {
            done(act, before, Stale.NOTHING);
            return;
        }
        Pod pod = before.find(act.slot(), act.incarnation());
        if (pod == null || pod.state.isEnding()) {
            done(act, before, Stale.NOTHING);
            return;
        }
        State after = before.change(pod, pod.state.goesAtOnce() ? null : pod.is(pod.state.deleted()));
        boolean failed = act.reason() == Reason.REVISION_FAILED && act.count() == Act.OF_WHAT_IS_ASKED;
        done(act, failed ? givenUp(after, act.revision()) : after, Stale.still(pod));
    }

    /** Whether the replacement, read live, has been ready without a break since it was seen. */
    private static boolean isStillReady(Act act, State before) {
        Pod replacement = before.find(act.slot(), act.onlyIf());
        return replacement != null && (act.onlyIfForLong() ? replacement.isAvailable() : replacement.state.isReady());
    }

    private void record(Act act, State before) {
        Pod pod = before.find(act.slot(), act.incarnation());
        if (pod == null || pod.state.isEnding()) {
            done(act, before, Stale.NOTHING);
            return;
        }
        Pod to = pod.remembers(pod.history.available(act.count())).is(pod.state);
        done(act, before.change(pod, to), Stale.still(pod));
    }

    private void adopt(Act act, State before) {
        Pod pod = before.find(act.slot(), act.incarnation());
        if (pod == null || !pod.orphan) {
            done(act, before, Stale.NOTHING);
        } else {
            done(act, before.change(pod, pod.adopted()), Stale.still(pod));
        }
    }

    private void answer(Act act, State before) {
        State seen = before.stale.marks() == null ? before : before.with(Stale.NOTHING);
        State answered = seen.with(seen.spec.with(seen.spec.undo().answered(act)));
        int revision = act.revision();
        done(
                act,
                act.instead() == 0 ? answered : givenUp(answered.with(before.marks.fails(revision)), revision),
                Stale.NOTHING);
    }

    private void mark(Act act, State before) {
        Marks marks = before.marks;
        int revision = act.revision();
        State after =
                switch (act.kind()) {
                    case MARK_STABLE -> {
                        boolean fresh = !setting.probation().isZero();
                        yield before.with(marks.stable(revision, act.count(), fresh));
                    }
                    case MARK_SLOT -> before.with(marks.slot(revision, act.slot(), 1));
                    case CLEAR_SLOTS -> before.with(cleared(marks, act));
                    case CLEAR_FAILED ->
                        before.with(marks.clearFailed(revision))
                                .with(before.spec.with(before.spec.undo().cleared(revision)));
                    default -> givenUp(before.with(failed(marks, revision)), revision);
                };
        done(act, after, Stale.marks(marks));
    }

    private static Marks cleared(Marks marks, Act act) {
        Marks cleared = marks;
        for (int slot = 0; slot < Marks.SLOTS; slot++) {
            cleared = (act.count() >> slot & 1) == 1 ? cleared.slot(act.revision(), slot, 0) : cleared;
        }
        return cleared;
    }

    private void forget(Act act, State before) {
        Pod pod = before.find(act.slot(), act.incarnation());
        if (pod == null || pod.state.isEnding()) {
            done(act, before, Stale.NOTHING);
            return;
        }
        done(act, before.change(pod, pod.remembers(pod.history.forgiven())), Stale.still(pod));
    }

    private void due(Act act, State before, UnaryOperator<Due> then) {
        Pod pod = before.find(act.slot(), act.incarnation());
        if (pod == null || pod.state.isEnding()) {
            done(act, before, Stale.NOTHING);
            return;
        }
        done(act, before.change(pod, pod.due(then.apply(pod.due))), Stale.still(pod));
    }

    private Marks failed(Marks marks, int revision) {
        return setting.failedStayStable() ? marks.failsAndStaysStable(revision) : marks.fails(revision);
    }

    /** What was given up while it was asked for may not be started again. */
    private static State givenUp(State state, int revision) {
        return state.spec.asked() == revision ? state.with(state.marks.givesUp(revision)) : state;
    }

    private void done(Act act, State next, Stale instead) {
        events.step(NAME, "does " + act, next.plan.length == 0 ? reported(next) : next, instead, Chance.SURE, act);
    }

    /** The end of a pass. */
    private State reported(State next) {
        return setting.refuses().isEmpty() ? next : next.with(next.quota.reported(next));
    }
}
