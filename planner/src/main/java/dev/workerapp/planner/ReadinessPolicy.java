package dev.workerapp.planner;

import java.time.Duration;

/**
 * When a worker counts.
 *
 * @param timeout how long after its container first ran a worker may take to become ready; positive
 * @param minReady how long a worker must have been ready without a break before it counts as available; zero or more
 */
public record ReadinessPolicy(Duration timeout, Duration minReady) {}
