package dev.workerapp.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many workers an app wants whose number follows the nodes of the cluster. More, or fewer, are wanted only when more, or
 * fewer, have been counted for a while without a break, so that a node which joins or is missing for a moment moves nobody.
 * Of what was counted meanwhile the number is taken up that is nearest to the present one, as a HorizontalPodAutoscaler does
 * with its stabilization window: so a count that never rests is followed, too. What is remembered is in the app's status.
 *
 * @param instances how many workers are wanted
 * @param next how many will be, if nothing else is counted; {@code instances} while that is counted
 * @param since since when more, or fewer, or as many as wanted are counted
 */
public record AutoInstancesState(int instances, int next, Instant since) {

    /** Nodes join within moments of each other; the cluster-proportional-autoscaler looks every 10 s. */
    private static final Duration GROW_AFTER = Duration.ofSeconds(30);

    /** This number, whatever is counted: of an app that starts, what is counted first. */
    public static AutoInstancesState of(int instances, Instant now) {
        return new AutoInstancesState(instances, instances, now);
    }

    /**
     * What follows from another count.
     *
     * @param count the number that is counted now, within the bounds of the policy
     * @param unschedulable whether a worker of the app finds no node: then no more are wanted, or each node that is added
     *     for them would ask for more workers than it holds
     */
    public AutoInstancesState next(int count, boolean unschedulable, AutoInstancesPolicy policy, Instant now) {
        // The bounds are a person's word, and hold at once.
        int wanted = Math.clamp(instances, policy.min(), policy.max());
        int side = Integer.compare(count, wanted);
        boolean goesOn = side == Integer.compare(next, wanted);
        int nearest = !goesOn ? count : side > 0 ? Math.min(next, count) : Math.max(next, count);
        Instant countedSince = goesOn ? since : now;
        boolean isTakenUp = !now.isBefore(countedSince.plus(wait(side, policy))) && !(unschedulable && side > 0);
        return isTakenUp && side != 0
                ? new AutoInstancesState(nearest, count, now)
                : new AutoInstancesState(wanted, nearest, countedSince);
    }

    /** When time alone may change the number; empty while it is as counted. */
    public Optional<Instant> nextLook(AutoInstancesPolicy policy, Instant now) {
        int side = Integer.compare(next, instances);
        return side == 0
                ? Optional.empty()
                : Optional.of(since.plus(wait(side, policy))).filter(now::isBefore);
    }

    private static Duration wait(int side, AutoInstancesPolicy policy) {
        return side > 0 ? GROW_AFTER : policy.quiet();
    }
}
