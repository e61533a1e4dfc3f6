package dev.workerapp.planner;

/**
 * What the cluster says is wrong with a worker or with the creation of one.
 *
 * @param reason its kind; {@link Reason#isClusterFault()} says whether the revision is to blame
 * @param message the cluster's own words
 */
public record Problem(Reason reason, String message) {}
