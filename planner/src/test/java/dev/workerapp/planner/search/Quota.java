package dev.workerapp.planner.search;

/**
 * A quota and what the operator remembers of refusals, as the executor, {@code Refusals} and the status keep them.
 *
 * @param full whether the quota admits no more pods than the app had at first
 * @param standing the revision that is refused in each slot, from one; four bits each, zero when nothing is
 * @param overdue a bit for each slot whose refusal has lasted longer than {@code startTimeout}
 * @param fresh what was refused during the plan that is carried out, like {@code standing}
 * @param done whether anything of that plan was done
 */
record Quota(boolean full, int standing, int overdue, int fresh, boolean done) {
    static final Quota NONE = new Quota(false, 0, 0, 0, false);
    static final Quota FULL = new Quota(true, 0, 0, 0, false);

    /** The revision that is refused in the slot, or -1. */
    int refused(int slot) {
        return (standing >> (4 * slot) & 15) - 1;
    }

    boolean overdue(int slot) {
        return (overdue >> slot & 1) == 1;
    }

    Quota lifted() {
        return new Quota(false, standing, overdue, fresh, done);
    }

    Quota late(int slot) {
        return new Quota(full, standing, overdue | 1 << slot, fresh, done);
    }

    Quota refuses(int slot, int revision) {
        return new Quota(full, standing, overdue, (fresh & ~(15 << (4 * slot))) | ((revision + 1) << (4 * slot)), done);
    }

    Quota did() {
        return done ? this : new Quota(full, standing, overdue, fresh, true);
    }

    /** The operator has died: what it had not written is lost. */
    Quota forgotten() {
        return fresh == 0 && !done ? this : new Quota(full, standing, overdue, 0, false);
    }

    /** A pass has ended. Its refusals are written only if nothing was done; otherwise the next pass follows at once. */
    Quota reported(State state, int target) {
        if (done) {
            return forgotten();
        }
        int stands = 0;
        int late = 0;
        for (int slot = 0; slot < state.spec.wanted(); slot++) {
            int before = refused(slot);
            int now = (fresh >> (4 * slot) & 15) - 1;
            int kept = now >= 0 ? now : before;
            boolean stillSays = now >= 0 || state.count(slot, pod -> pod.fills() && pod.revision == before) == 0;
            if (kept >= 0 && stillSays && (kept == state.spec.asked() || kept == target)) {
                stands |= (kept + 1) << (4 * slot);
                late |= kept == before ? overdue & 1 << slot : 0;
            }
        }
        return new Quota(full, stands, late, 0, false);
    }

    boolean isNothing() {
        return !full && standing == 0 && fresh == 0 && !done;
    }

    @Override
    public String toString() {
        return isNothing()
                ? ""
                : (full ? " quota full" : "") + (standing == 0 ? "" : " refused " + Integer.toHexString(standing));
    }
}
