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
    /** An init container runs, for longer than {@code startTimeout}. */
    INITIALIZING,
    /** Its container runs and is not ready since a moment. */
    RUNNING,
    /** Not ready for longer than {@code timeout}. */
    LATE,
    /** Ready, for less than {@code minReady} or {@code probation}. */
    READY,
    /** The same, but so late that it could not be available in time. */
    READY_LATE,
    /** Ready for as long as is asked of any worker. */
    AVAILABLE,
    /** Started long ago and not ready since a moment. */
    UNREADY,
    /** The kubelet waits before it starts the container again. */
    CRASHING,
    /** Refused, evicted or preempted since a moment (phase Failed), and its slot's back-off is not over. */
    EVICTED,
    /** The same, with the back-off over. */
    EVICTED_LONG,
    /** Ended for good by itself since a moment (phase Failed), and its slot's back-off is not over. */
    ENDED,
    /** The same, with the back-off over. */
    ENDED_LONG,
    /** Deleted, and draining. */
    TERMINATING,
    /** Its node is not ready: nothing is known of it since a moment. */
    LOST,
    /** The same, for longer than {@code timeout}. */
    LOST_LATE,
    /** Deleted while its node is gone, so that nobody ends it. */
    STUCK;

    /** Whether it was deleted and is still there. */
    boolean isEnding() {
        return this == TERMINATING || this == STUCK;
    }

    /** Whether it has ended for good. */
    boolean isTerminal() {
        return this == EVICTED || this == EVICTED_LONG || this == ENDED || this == ENDED_LONG;
    }

    /** Whether it holds its slot back. */
    boolean isInBackOff() {
        return this == EVICTED || this == ENDED;
    }

    /** Whether it fills its slot. */
    boolean isLive() {
        return !isEnding() && !isTerminal();
    }

    boolean isReady() {
        return this == READY || this == READY_LATE || this == AVAILABLE;
    }

    boolean isLost() {
        return this == LOST || this == LOST_LATE || this == STUCK;
    }

    /** What a delete makes of it; a pod that has ended has nothing to drain and goes at once. */
    boolean goesAtOnce() {
        return isTerminal();
    }

    PodState deleted() {
        return isLost() ? STUCK : TERMINATING;
    }
}
