package dev.workerapp.operator.usage;

import dev.workerapp.operator.runtime.ReadyWorker;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last answers of workers. One that fails a few times in a row is unknown; until then its last answer is taken. What a
 * container has said before it was started again is not. Thread-safe.
 */
final class Readings {

    /** With half a minute from one to the next. */
    static final int MOST_FAILURES = 3;

    /** @param why why the last try has failed; of no meaning while none has */
    private record Reading(int restarts, Optional<RuntimeUsage> usage, int failures, String why) {}

    private final Map<String, Reading> byPod = new ConcurrentHashMap<>();

    /** The worker has answered. */
    void answered(ReadyWorker worker, RuntimeUsage usage) {
        byPod.put(worker.uid(), new Reading(worker.restarts(), Optional.of(usage), 0, ""));
    }

    /** The worker could not be asked. */
    void failed(ReadyWorker worker, String why) {
        byPod.merge(
                worker.uid(),
                new Reading(worker.restarts(), Optional.empty(), 1, why),
                (before, first) -> before.restarts() == worker.restarts()
                        ? new Reading(before.restarts(), before.usage(), before.failures() + 1, why)
                        : first);
    }

    /** What the worker uses, as far as that is known. */
    Optional<RuntimeUsage> of(ReadyWorker worker) {
        return reading(worker)
                .filter(reading -> reading.failures() < MOST_FAILURES)
                .flatMap(Reading::usage);
    }

    /** Why nothing is known of the worker, for a while now; empty if something is, or it was hardly asked. */
    Optional<String> unknown(ReadyWorker worker) {
        return reading(worker)
                .filter(reading -> reading.failures() >= MOST_FAILURES)
                .map(Reading::why);
    }

    private Optional<Reading> reading(ReadyWorker worker) {
        return Optional.ofNullable(byPod.get(worker.uid())).filter(reading -> reading.restarts() == worker.restarts());
    }

    /** Forgets all other pods. */
    void keep(Set<String> uids) {
        byPod.keySet().retainAll(uids);
    }

    /** Of how many pods something is kept. */
    int size() {
        return byPod.size();
    }
}
