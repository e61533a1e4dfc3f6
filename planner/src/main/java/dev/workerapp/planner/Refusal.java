package dev.workerapp.planner;

import java.time.Instant;

/**
 * A worker that the API server would not create. Kept in the app's status, since there is no pod to keep it on.
 *
 * @param slot the slot that was to be filled
 * @param revision the revision that it was to be filled with
 * @param since the first refusal without a success in between
 * @param problem why, with the server's own message; {@link Reason#QUOTA_EXCEEDED}, {@link Reason#CREATE_REFUSED},
 *     {@link Reason#SIGNAL_UNSUPPORTED}
 */
public record Refusal(int slot, String revision, Instant since, Problem problem) {}
