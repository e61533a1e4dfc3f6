package dev.workerapp.planner.search;

import dev.workerapp.planner.search.Step.Chance;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what can happen in one state; each change of an object also as one that the operator does not see yet. */
final class Events {
    final Setting setting;
    final State state;
    private final Consumer<Step> out;
    /** Whether everything is seen as it is: the world without faults. */
    private final boolean calm;

    Events(Setting setting, State state, Consumer<Step> out) {
        this.setting = setting;
        this.state = state;
        this.out = out;
        this.calm = state.stale.isNothing();
    }

    /** A pod changes, or goes. */
    void pod(Pod pod, @Nullable Pod to, String what, Chance chance, State then) {
        step(pod, what, then.change(pod, to), Stale.still(pod), chance, null);
    }

    /** Something happens that everybody sees at once. */
    void plain(Object who, String what, State next, Chance chance) {
        out.accept(new Step(who, what, next.settled(), calm ? chance : Chance.PERHAPS, null));
    }

    /** What also happens, and happens first, when no more faults do. */
    void cure(Object who, String what, State next) {
        out.accept(new Step(who, what, next.settled(), Chance.SURE, null));
    }

    /** Something happens that can stay unseen. */
    void step(Object who, String what, State next, Stale instead, Chance chance, @Nullable Act act) {
        out.accept(new Step(who, what, next.settled(), calm ? chance : Chance.PERHAPS, act));
        if (!instead.isNothing() && state.stale.isNothing() && next.budget.blinks() > 0) {
            State unseen = next.with(next.budget.lessBlink()).with(instead);
            out.accept(new Step(who, what + ", unseen", unseen.settled(), Chance.PERHAPS, act));
        }
    }
}
