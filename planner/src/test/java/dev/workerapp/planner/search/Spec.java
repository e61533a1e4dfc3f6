package dev.workerapp.planner.search;

import java.util.Set;

/** What people ask for and change, and what was answered or reported of it. */
record Spec(int asked, int instances, boolean suspended, boolean paused, boolean stopped, Undo undo, Tick tick) {

    /** The slot that people stop. */
    static final int STOPPED = 0;

    boolean wants(int slot) {
        return !suspended && slot < instances && !(stopped && slot == STOPPED);
    }

    Set<Integer> stoppedSlots() {
        return stopped ? Set.of(STOPPED) : Set.of();
    }

    Spec asks(int revision) {
        return new Spec(revision, instances, suspended, paused, stopped, undo, tick);
    }

    Spec scaled(int number) {
        return new Spec(asked, number, suspended, paused, stopped, undo, tick);
    }

    Spec suspended(boolean now) {
        return new Spec(asked, instances, now, paused, stopped, undo, tick);
    }

    Spec paused(boolean now) {
        return new Spec(asked, instances, suspended, now, stopped, undo, tick);
    }

    Spec stopped(boolean now) {
        return new Spec(asked, instances, suspended, paused, now, undo, tick);
    }

    Spec with(Undo other) {
        return new Spec(asked, instances, suspended, paused, stopped, other, tick);
    }

    Spec with(Tick other) {
        return new Spec(asked, instances, suspended, paused, stopped, undo, other);
    }

    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    int code() {
        return tick.ordinal() << 24
                | undo.code() << 9
                | (stopped ? 1 << 8 : 0)
                | asked << 6
                | instances << 2
                | (suspended ? 2 : 0)
                | (paused ? 1 : 0);
    }

    @Override
    public String toString() {
        return "asks " + Pod.name(asked) + "×" + instances + (suspended ? " suspended" : "") + (paused ? " paused" : "")
                + (stopped ? " slot 0 stopped" : "") + undo + (tick == Tick.NONE ? "" : ", run " + tick);
    }
}
