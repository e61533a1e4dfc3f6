package dev.workerapp.planner.search;

/**
 * A quota, or a webhook that fails, and what the operator remembers of refusals, as the executor, {@code Refusals} and the
 * status keep them. All that stands is tried again at the same time.
 *
 * @param full whether pods are refused: by a quota what is more than the app had at first, by a webhook all
 * @param standing the revision that is refused in each slot, from one; four bits each, zero when nothing is
 * @param overdue a bit for each slot whose refusal has lasted longer than {@code startTimeout}
 * @param waits whether the back-off of what stands is not over
 * @param fresh what was refused during the plan that is carried out, like {@code standing}
 */
record Quota(boolean full, int standing, int overdue, boolean waits, int fresh) {
    static final Quota NONE = new Quota(false, 0, 0, false, 0);
    static final Quota FULL = new Quota(true, 0, 0, false, 0);

    /** The revision that is refused in the slot, or -1. */
    int refused(int slot) {
        return (standing >> (4 * slot) & 15) - 1;
    }

    boolean overdue(int slot) {
        return (overdue >> slot & 1) == 1;
    }

    /** Whether the revision is refused anywhere for longer than a start may take. */
    boolean isOverdue(int revision) {
        for (int slot = 0; slot < Pod.SLOTS; slot++) {
            if (refused(slot) == revision && overdue(slot)) {
                return true;
            }
        }
        return false;
    }

    Quota lifted() {
        return new Quota(false, standing, overdue, waits, fresh);
    }

    Quota late(int slot) {
        return new Quota(full, standing, overdue | 1 << slot, waits, fresh);
    }

    Quota waited() {
        return new Quota(full, standing, overdue, false, fresh);
    }

    Quota refuses(int slot, int revision) {
        int now = (fresh & ~(15 << (4 * slot))) | ((revision + 1) << (4 * slot));
        return new Quota(full, standing, overdue, waits, now);
    }

    /** The operator has died: what it had not written is lost. */
    Quota forgotten() {
        return fresh == 0 ? this : new Quota(full, standing, overdue, waits, 0);
    }

    /** A pass has ended, and its refusals are written. */
    Quota reported(State state) {
        int asked = state.spec.asked();
        int stable = state.seenMarks().best();
        int stands = 0;
        int late = 0;
        for (int slot = 0; slot < state.spec.instances(); slot++) {
            if (!state.spec.wants(slot)) {
                continue;
            }
            int before = refused(slot);
            int now = (fresh >> (4 * slot) & 15) - 1;
            int kept = now >= 0 ? now : before;
            boolean stillSays = now >= 0 || state.count(slot, pod -> isRight(pod, before)) == 0;
            if (kept >= 0 && stillSays && (kept == asked || kept == stable)) {
                stands |= (kept + 1) << (4 * slot);
                late |= kept == before ? overdue & 1 << slot : 0;
            }
        }
        return new Quota(full, stands, late, stands != 0 && (waits || fresh != 0), 0);
    }

    /** Whether the slot has what was refused, so that what is refused there later is another matter. */
    private static boolean isRight(Pod pod, int revision) {
        return pod.fills() && pod.revision == revision && !pod.due.isForced();
    }

    boolean isNothing() {
        return !full && standing == 0 && fresh == 0;
    }

    @Override
    public String toString() {
        return isNothing()
                ? ""
                : (full ? " quota full" : "")
                        + (standing == 0 ? "" : " refused " + Integer.toHexString(standing))
                        + (waits ? " in back-off" : "");
    }
}
