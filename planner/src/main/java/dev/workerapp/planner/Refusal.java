package dev.workerapp.planner;

import java.time.Instant;

/**
 * A worker that the API server would not create. Remembered in the app's status, since there is no pod to keep it on.
 *
 * @param slot the slot that was to be filled
 * @param revision the revision that it was to be filled with
 * @param since the first refusal without a success in between
 * @param tries how often it was tried since then, one or more
 * @param triedAt the last try; the next one waits for a back-off that grows with {@code tries}
 * @param problem why, with the server's own message; {@link Reason#QUOTA_EXCEEDED}, {@link Reason#CREATE_REFUSED},
 *     {@link Reason#SIGNAL_UNSUPPORTED}
 */
public record Refusal(int slot, String revision, Instant since, int tries, Instant triedAt, Problem problem) {}
