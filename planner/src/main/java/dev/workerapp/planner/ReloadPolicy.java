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
 * @param onStartTimeout what a start that takes longer leads to
 * @param probation how long a worker of an unproved revision, or one that has failed before, must be ready before it is
 *     considered available; and how long after a completed reload the former stable revision is still gone back to. Zero
 *     or more
 * @param onFailure what a failed replacement leads to
 */
public record ReloadPolicy(
        int parallel,
        boolean overlap,
        boolean paused,
        int partition,
        Duration startTimeout,
        OnStartTimeout onStartTimeout,
        Duration probation,
        OnFailure onFailure) {}
