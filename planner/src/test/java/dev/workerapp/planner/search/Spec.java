package dev.workerapp.planner.search;

/** What people ask for and change. */
record Spec(int asked, int instances, boolean suspended, boolean paused, Undo undo) {

    int wanted() {
        return suspended ? 0 : instances;
    }

    Spec asks(int revision) {
        return new Spec(revision, instances, suspended, paused, undo);
    }

    Spec wants(int number) {
        return new Spec(asked, number, suspended, paused, undo);
    }

    Spec suspended(boolean now) {
        return new Spec(asked, instances, now, paused, undo);
    }

    Spec paused(boolean now) {
        return new Spec(asked, instances, suspended, now, undo);
    }

    Spec with(Undo other) {
        return new Spec(asked, instances, suspended, paused, other);
    }

    int code() {
        return undo.code() << 8 | asked << 6 | instances << 2 | (suspended ? 2 : 0) | (paused ? 1 : 0);
    }

    @Override
    public String toString() {
        return "asks " + Pod.name(asked) + "×" + instances + (suspended ? " suspended" : "") + (paused ? " paused" : "")
                + undo;
    }
}
