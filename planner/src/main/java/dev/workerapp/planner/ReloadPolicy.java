package dev.workerapp.planner;

import java.time.Duration;

/**
 * How a reload goes.
 *
 * @param parallel how many slots may be replaced at once; one or more (a percentage is resolved before it gets here)
 * @param overlap whether the replacement starts before the old worker goes; if not, one slot at a time is empty
 * @param paused whether no new replacement may start
 * @param partition slots below this number keep the revision they have; zero or more
 * @param startTimeout how long after its creation a replacement may take until its container first runs; positive
 * @param onFailure what a failed replacement leads to
 */
public record ReloadPolicy(
        int parallel, boolean overlap, boolean paused, int partition, Duration startTimeout, OnFailure onFailure) {}
