package dev.workerapp.planner.search;

/**
 * How far a pod's state has come. Time is in it as far as a planner can tell: before or after each deadline, nothing
 * finer, so that there are finitely many states.
 */
enum PodState {
    /** Accepted; its container has not run. */
    PENDING,
    /** The same, for longer than {@code startTimeout}. */
    OVERDUE,
    /** Its container runs and was not ready yet, or is not again soon after its start. */
    RUNNING,
    /** Not ready for longer than {@code timeout}. */
    LATE,
    /** Ready, for less than {@code minReady}. */
    READY,
    /** The same, but so late that it could not be available in time. */
    READY_LATE,
    /** Ready for {@code minReady}. */
    AVAILABLE,
    /** Started long ago and not ready since a moment. */
    UNREADY,
    /** The kubelet waits before it starts the container again. */
    CRASHING,
    /** Ended for good: evicted, phase Failed. */
    ENDED,
    /** Deleted, and draining. */
    TERMINATING,
    /** Its node is gone: not ready since a moment, and nobody tells more. */
    LOST,
    /** The same, for longer than {@code timeout}. */
    LOST_LATE,
    /** Deleted while its node is gone, so that nobody ends it. */
    STUCK;

    /** Whether it was deleted and is still there. */
    boolean isEnding() {
        return this == TERMINATING || this == STUCK;
    }

    /** Whether it fills its slot. */
    boolean isLive() {
        return !isEnding() && this != ENDED;
    }

    boolean isLost() {
        return this == LOST || this == LOST_LATE || this == STUCK;
    }

    /** What a delete makes of it; an ended pod has nothing to drain and goes at once. */
    boolean goesAtOnce() {
        return this == ENDED;
    }

    PodState deleted() {
        return isLost() ? STUCK : TERMINATING;
    }
}
