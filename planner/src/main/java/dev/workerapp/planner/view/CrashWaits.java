package dev.workerapp.planner.view;

import dev.workerapp.planner.CrashBackOff;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;

/**
 * How long workers wait that crash again and again, where the app does not leave that to the kubelet. Nobody can change the
 * kubelet's wait, so a worker that is to be started earlier or later becomes another pod.
 *
 * @param backOff what the app says; empty for the kubelet's own wait
 * @param now when it is judged
 */
record CrashWaits(Optional<CrashBackOff> backOff, Instant now) {

    /**
     * When the worker, which its kubelet lets wait, is to be started again.
     *
     * @param crashes how many crashes in a row there were
     * @return empty if the kubelet decides
     */
    Optional<Instant> until(Worker worker, int crashes) {
        boolean waits = worker.crashLooping() && worker.history().runs().isDown();
        return backOff.filter(_ -> waits && crashes > 0)
                .flatMap(policy -> worker.lastEndedAt().map(ended -> ended.plus(policy.after(crashes, worker.uid()))));
    }

    /** When the pod is deleted for that: at the end of the wait, but at once if the kubelet would end it before. */
    Optional<Instant> actsAt(Worker worker, int crashes) {
        Optional<Instant> start = worker.history().runs().pause().flatMap(pause -> worker.lastEndedAt()
                .map(ended -> ended.plus(pause)));
        return until(worker, crashes)
                .map(until -> start.filter(then -> !then.isBefore(until)).isPresent() ? until : now);
    }
}
