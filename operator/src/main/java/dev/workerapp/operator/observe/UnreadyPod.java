package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.Pods;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pod that is to be ready and is not.
 *
 * @param since since when
 * @param firstLook when that is no longer the usual way of a pod that starts
 */
record UnreadyPod(Instant since, Instant firstLook) {

    /** A pod that has no problem runs after a few seconds. */
    private static final Duration USUAL_START = Duration.ofSeconds(5);

    /**
     * Empty for a pod that is ready, and for one that ends or has ended: its status says why.
     *
     * @param timeout for how long a container that runs may be not ready; half of it is looked on
     */
    static Optional<UnreadyPod> of(Pod pod, Duration timeout) {
        if (PodReader.isReady(pod) || Pods.isEnding(pod) || Pods.isTerminal(pod)) {
            return Optional.empty();
        }
        PodTimes times = new PodTimes(pod);
        return Optional.of(times.firstRan()
                .map(ran -> later(ran, times.readyChanged()))
                .map(since -> new UnreadyPod(since, since.plus(timeout.dividedBy(2))))
                .orElseGet(() -> new UnreadyPod(times.created(), times.created().plus(USUAL_START))));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
