package dev.workerapp.planner;

import java.time.Duration;

/**
 * How the number of workers follows the nodes.
 *
 * @param min the least number of workers, one or more
 * @param max the greatest number of workers, not less than {@code min}
 * @param quiet for how long a lower number must have been counted, zero or more
 */
public record AutoInstancesPolicy(int min, int max, Duration quiet) {}
