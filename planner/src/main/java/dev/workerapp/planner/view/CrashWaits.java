package dev.workerapp.planner.view;

import dev.workerapp.planner.CrashBackOff;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

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
        boolean waits = worker.history().runs().isInBackOff();
        return backOff.filter(_ -> waits && crashes > 0)
                .flatMap(policy -> worker.lastEndedAt().map(ended -> ended.plus(policy.after(crashes, worker.uid()))));
    }

    /**
     * When the pod is deleted for that: at the end of the wait, but at once if the kubelet would end it before. Not before
     * the clock says that the worker has ended: it may have been set back, or be behind that of the API server.
     */
    Optional<Instant> actsAt(Worker worker, int crashes) {
        Optional<Instant> ended = worker.lastEndedAt();
        Optional<Instant> start = worker.history().runs().pause().flatMap(pause -> ended.map(end -> end.plus(pause)));
        return until(worker, crashes).map(until -> ended.filter(now::isBefore)
                .orElseGet(() -> start.filter(then -> !then.isBefore(until)).isPresent() ? until : now));
    }

    /** Whether the wait of a marked slot is not over. */
    boolean lasts(SlotMark wait) {
        return now.isBefore(wait.at()) && isPossible(wait);
    }

    /**
     * Whether the mark was set for these crashes of the worker. A worker that has been stable and crashes again may find
     * the mark of an earlier wait.
     */
    boolean isOf(SlotMark wait, Worker worker, int crashes) {
        return wait.crashes() >= crashes
                && isPossible(wait)
                && until(worker, crashes)
                        .filter(until -> !wait.at().isBefore(until))
                        .isPresent();
    }

    /** Whether the policy has waits that end so late. If not, the clock was set back, or the policy had longer ones. */
    private boolean isPossible(SlotMark wait) {
        return backOff.filter(policy -> !wait.at().isAfter(now.plus(policy.longest())))
                .isPresent();
    }

    /** When time alone changes what a mark means. */
    Stream<Instant> turns(SlotMark wait) {
        return Stream.concat(
                Stream.of(wait.at()), backOff.map(policy -> wait.at().minus(policy.longest())).stream());
    }
}
