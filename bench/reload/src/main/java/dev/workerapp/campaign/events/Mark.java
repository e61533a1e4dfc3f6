package dev.workerapp.campaign.events;

/**
 * Something that has happened. Times are microseconds since 1970.
 *
 * @param what in words
 * @param from when it was asked for, or done
 * @param done when every worker that is wanted serves again
 * @param quiet when the old workers are gone too
 * @param victim the pod that was killed; empty when none was
 */
public record Mark(String what, long from, long done, long quiet, String victim) {

    public double seconds() {
        return (done - from) / 1e6;
    }
}
