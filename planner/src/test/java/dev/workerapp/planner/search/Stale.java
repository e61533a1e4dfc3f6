package dev.workerapp.planner.search;

import org.jspecify.annotations.Nullable;

/**
 * What the operator sees of one object instead of the truth: an older state of it, or none at all though it is there.
 *
 * @param pod the pod whose change is unseen, as it is seen
 * @param hidden whether the pod is not seen at all
 * @param marks the revisions' marks as they are seen
 * @param plans how many plans have been made on it
 */
record Stale(@Nullable Pod pod, boolean hidden, @Nullable Marks marks, int plans) {
    private static final int MOST_PLANS = 2;
    static final Stale NOTHING = new Stale(null, false, null, 0);

    static Stale still(Pod pod) {
        return new Stale(pod, false, null, 0);
    }

    static Stale unseen(Pod pod) {
        return new Stale(pod, true, null, 0);
    }

    static Stale marks(Marks marks) {
        return new Stale(null, false, marks, 0);
    }

    /** After some plans it catches up before the next: what is seen late is seen at last. */
    boolean misleads() {
        return plans < MOST_PLANS;
    }

    Stale misled() {
        return isNothing() ? this : new Stale(pod, hidden, marks, plans + 1);
    }

    boolean isNothing() {
        return pod == null && marks == null;
    }

    boolean isOf(Pod other) {
        return pod != null && pod.isSame(other);
    }

    @Override
    public String toString() {
        if (isNothing()) {
            return "";
        }
        return pod == null ? " [seen:" + marks + "]" : " [" + (hidden ? "unseen: " : "seen: ") + pod + "]";
    }
}
