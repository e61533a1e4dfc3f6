package dev.workerapp.planner.search;

/** What people ask for and change. */
record Spec(int asked, int instances, boolean suspended, boolean paused) {

    int wanted() {
        return suspended ? 0 : instances;
    }

    Spec asks(int revision) {
        return new Spec(revision, instances, suspended, paused);
    }

    Spec wants(int number) {
        return new Spec(asked, number, suspended, paused);
    }

    Spec suspended(boolean now) {
        return new Spec(asked, instances, now, paused);
    }

    Spec paused(boolean now) {
        return new Spec(asked, instances, suspended, now);
    }

    int code() {
        return asked << 6 | instances << 2 | (suspended ? 2 : 0) | (paused ? 1 : 0);
    }

    @Override
    public String toString() {
        return "asks " + Pod.name(asked) + "×" + instances + (suspended ? " suspended" : "")
                + (paused ? " paused" : "");
    }
}
