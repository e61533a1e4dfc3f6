package dev.workerapp.planner.view;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Runs;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a slot waits before another worker is started in it: the first time not at all, then 1 s, doubled by each
 * further failure. As the DaemonSet controller does with failed pods (kubernetes, pkg/controller/daemon, failedPodsBackoff:
 * 1 s to 15 min).
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** For pods that have failed: each costs the scheduler, the kubelet and the API server some ten writes. */
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** For creations that are refused: each costs one request, and nothing reports that a quota has been raised. */
    private static final Duration LONGEST_REFUSED = Duration.ofSeconds(30);

    /** Nobody waits for longer than a day to be told: 86,400 s is the longest start timeout. */
    private static final int MOST_COUNTED = 400;

    private BackOff() {}

    /** What the next worker of the slot remembers when this one has ended. */
    static CrashHistory next(Worker ended) {
        CrashHistory history = ended.history();
        boolean own = ended.problem()
                .filter(problem -> problem.reason().isClusterFault())
                .isEmpty();
        return new CrashHistory(
                history.attempt() + 1, history.exits() + (own ? 1 : 0), history.exitsWhenAvailable(), false, Runs.NONE);
    }

    /** When the slot of a pod that has ended may have its next worker. */
    static Instant until(Worker ended) {
        int attempt = next(ended).attempt();
        return attempt == 1 ? ended.readySince() : ended.readySince().plus(wait(FIRST, attempt - 1, LONGEST));
    }

    /** When a creation that was refused may be tried again. */
    static Instant until(Refusal refusal) {
        return refusal.triedAt().plus(wait(FIRST, refusal.tries(), LONGEST_REFUSED));
    }

    /** How long the slot of a pod that has ended has waited in all for pods that failed, this one included; at least. */
    static Duration waited(Worker ended) {
        Duration all = Duration.ZERO;
        for (int attempt = 2; attempt <= Math.min(next(ended).attempt(), MOST_COUNTED); attempt++) {
            all = all.plus(wait(FIRST, attempt - 1, LONGEST));
        }
        return all;
    }

    /** The wait after so many failures in a row, one or more: the first one, doubled by each further failure. */
    static Duration wait(Duration first, int failures, Duration longest) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
