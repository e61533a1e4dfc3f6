package dev.workerapp.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many workers an app wants whose number follows the nodes of the cluster. Another number is taken up only after it has
 * been counted for a while without a break, so that a node which joins or is missing for a moment moves nobody. What is
 * remembered is in the app's status.
 *
 * @param instances how many workers are wanted
 * @param counted the number that was counted last
 * @param since since when that is counted without a break
 */
public record AutoInstancesState(int instances, int counted, Instant since) {

    /** Nodes join within moments of each other; the cluster-proportional-autoscaler looks every 10 s. */
    private static final Duration GROW_AFTER = Duration.ofSeconds(30);

    /** What is counted first holds at once. */
    public static AutoInstancesState first(int counted, Instant now) {
        return new AutoInstancesState(counted, counted, now);
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
        int bounded = Math.clamp(instances, policy.min(), policy.max());
        Instant countedSince = count == counted ? since : now;
        boolean isTakenUp =
                !now.isBefore(countedSince.plus(wait(count, bounded, policy))) && !(unschedulable && count > bounded);
        return new AutoInstancesState(isTakenUp ? count : bounded, count, countedSince);
    }

    /** When time alone may change the number; empty while it is as counted. */
    public Optional<Instant> nextLook(AutoInstancesPolicy policy, Instant now) {
        return counted == instances
                ? Optional.empty()
                : Optional.of(since.plus(wait(counted, instances, policy))).filter(now::isBefore);
    }

    private static Duration wait(int count, int instances, AutoInstancesPolicy policy) {
        return count > instances ? GROW_AFTER : policy.quiet();
    }
}
