package dev.workerapp.planner.search;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;

/**
 * What the operator reads of a pod. Times of kubelets are as {@code operator.observe} gives them: none is later than now,
 * and after a node was lost they begin anew with its return.
 */
final class SeenPod {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static final long SINCE_A_MOMENT = 1;
    private static final long FOR_SOME_TIME = 10;
    private static final long FOR_LONG = 1000;
    private static final long FOR_LONGER = 5000;
    private static final long BEHIND = 3600;

    private final Pod pod;
    private final Worker usual;
    private final Worker cramped;
    private final Worker onSlowClock;

    SeenPod(Pod pod) {
        this.pod = pod;
        this.usual = see(false, 0);
        this.cramped = see(true, 0);
        this.onSlowClock = see(false, BEHIND);
    }

    /** In a world where all is well with its clocks. */
    Worker worker(boolean needsRoom) {
        return needsRoom ? cramped : usual;
    }

    /** On a node whose clock is an hour behind. */
    Worker onSlowClock() {
        return onSlowClock;
    }

    private Worker see(boolean needsRoom, long behind) {
        return switch (pod.state) {
            case PENDING -> notRun(needsRoom, SINCE_A_MOMENT, Optional.empty());
            case OVERDUE -> notRun(needsRoom, FOR_LONG, Optional.empty());
            case INITIALIZING -> notRun(false, FOR_LONG, problem(Reason.INITIALIZING));
            case RUNNING -> ran(FOR_SOME_TIME, false, SINCE_A_MOMENT, behind, Optional.empty());
            case READY -> ran(FOR_SOME_TIME, true, SINCE_A_MOMENT, behind, Optional.empty());
            case READY_LATE -> ran(FOR_LONG, true, SINCE_A_MOMENT, behind, Optional.empty());
            case AVAILABLE -> ran(FOR_LONG, true, FOR_LONG, behind, Optional.empty());
            case UNREADY -> ran(FOR_LONG, false, SINCE_A_MOMENT, behind, Optional.empty());
            case CRASHING -> ran(FOR_SOME_TIME, false, SINCE_A_MOMENT, behind, problem(Reason.CRASH_LOOP));
            case EVICTED -> ran(FOR_SOME_TIME, false, 0, behind, problem(Reason.EVICTED));
            case EVICTED_LONG -> ran(FOR_LONG, false, FOR_LONG, behind, problem(Reason.EVICTED));
            case ENDED -> ran(FOR_SOME_TIME, false, 0, behind, problem(Reason.DEADLINE_EXCEEDED));
            case ENDED_LONG -> ran(FOR_LONG, false, FOR_LONG, behind, problem(Reason.DEADLINE_EXCEEDED));
            case LOST -> ran(FOR_SOME_TIME, false, SINCE_A_MOMENT, behind, problem(Reason.NODE_LOST));
            case LOST_LATE -> ran(FOR_LONG, false, FOR_LONG, behind, problem(Reason.NODE_LOST));
            case LATE, TERMINATING, STUCK -> ran(FOR_LONG, false, FOR_LONG, behind, Optional.empty());
        };
    }

    private static Optional<Problem> problem(Reason reason) {
        return Optional.of(new Problem(reason, "so it is said"));
    }

    private Worker notRun(boolean needsRoom, long created, Optional<Problem> problem) {
        return make(needsRoom, ago(created), Optional.empty(), false, ago(created), problem);
    }

    private Worker ran(long created, boolean ready, long changed, long behind, Optional<Problem> problem) {
        return make(false, ago(created), Optional.of(ago(created + behind)), ready, ago(changed + behind), problem);
    }

    private Worker make(
            boolean needsRoom,
            Instant created,
            Optional<Instant> ran,
            boolean ready,
            Instant changed,
            Optional<Problem> problem) {
        return new Worker(
                "shop-" + pod.slot + "-" + pod.incarnation,
                "uid-" + pod.slot + "-" + pod.incarnation,
                pod.slot,
                Pod.name(pod.revision),
                pod.incarnation,
                pod.due.isOld() ? ago(FOR_LONGER) : created,
                ran,
                ready,
                changed,
                pod.state.isEnding(),
                pod.state.isTerminal(),
                pod.state == PodState.CRASHING,
                needsRoom,
                pod.due.reasons(),
                pod.state.isLost(),
                0,
                pod.history.seen(pod.state == PodState.CRASHING),
                pod.due.recycling(NOW),
                problem);
    }

    private static Instant ago(long seconds) {
        return NOW.minusSeconds(seconds);
    }
}
