package dev.workerapp.planner.search;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what can happen in one state; each change of an object also as one that the operator does not see yet. */
final class Events {
    final Setting setting;
    final State state;
    private final Consumer<Step> out;
    /** Whether everything is seen as it is and no quota interferes: the world without faults. */
    private final boolean calm;

    Events(Setting setting, State state, Consumer<Step> out) {
        this.setting = setting;
        this.state = state;
        this.out = out;
        this.calm = state.stale.isNothing() && !state.quota.full();
    }

    /** A pod changes, or goes. */
    void pod(Pod pod, @Nullable Pod to, String what, boolean fair, Budget left) {
        State next = state.with(left).change(pod, to);
        step(pod, what, next, Stale.still(pod), fair, null);
    }

    /** Something happens that everybody sees at once. */
    void plain(Object who, String what, State next, boolean fair) {
        out.accept(new Step(who, what, next.settled(), fair && calm, null));
    }

    /** What also happens, and happens first, when no more faults do. */
    void cure(Object who, String what, State next) {
        out.accept(new Step(who, what, next.settled(), true, null));
    }

    /** Something happens that can stay unseen. */
    void step(Object who, String what, State next, Stale instead, boolean fair, @Nullable Act act) {
        out.accept(new Step(who, what, next.settled(), fair && calm, act));
        if (!instead.isNothing() && state.stale.isNothing() && next.budget.blinks() > 0) {
            State unseen = next.with(next.budget.lessBlink()).with(instead);
            out.accept(new Step(who, what + ", unseen", unseen.settled(), false, act));
        }
    }
}
