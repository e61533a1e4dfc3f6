package dev.workerapp.planner.search;

import dev.workerapp.planner.search.Setting.Change;
import dev.workerapp.planner.search.Step.Chance;
import java.util.Set;

/** What people change in the spec. */
final class Users {

    private Users() {}

    static void steps(Events events) {
        State state = events.state;
        Setting setting = events.setting;
        Undo undo = state.spec.undo();
        if (undo.mayBeRemoved()) {
            change(events, state.with(state.spec.with(undo.removed())));
        }
        if (state.budget.changes() == 0) {
            return;
        }
        State then = state.with(state.budget.lessChange());
        Spec spec = state.spec;
        Set<Change> may = setting.changes();
        for (int r = 0; r < setting.behaviors().size() && may.contains(Change.REVISION); r++) {
            if (r != spec.asked()) {
                State asked = then.with(spec.asks(r));
                int faults = setting.mayFail(r, asked) ? faultsToSee(setting, state, r) : 0;
                change(events, asked.with(state.marks.asked(r, faults)));
            }
        }
        if (may.contains(Change.INSTANCES)) {
            if (spec.instances() > 0) {
                change(events, then.with(spec.scaled(spec.instances() - 1)));
            }
            if (spec.instances() < setting.instances()) {
                change(events, then.with(spec.scaled(spec.instances() + 1)));
            }
        }
        if (may.contains(Change.SUSPEND)) {
            change(events, then.with(spec.suspended(!spec.suspended())));
        }
        if (may.contains(Change.UNDO) && undo.mayBeAsked()) {
            change(events, then.with(spec.with(undo.asked())));
        }
        if (may.contains(Change.STOP)) {
            change(events, then.with(spec.stopped(!spec.stopped())));
        }
        if (may.contains(Change.PAUSE)) {
            change(events, then.with(spec.paused(!spec.paused())));
        }
    }

    /** What is decided already is decided by what was seen. */
    private static int faultsToSee(Setting setting, State state, int revision) {
        for (Act act : state.plan) {
            if (act.kind() == Act.Kind.MARK_FAILED && act.revision() == revision) {
                return Marks.ENOUGH;
            }
        }
        return state.faultsToSee(setting, revision);
    }

    private static void change(Events events, State next) {
        events.plain("the spec", next.spec.toString(), next, Chance.PERHAPS);
    }
}
