package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.BoundedMap;
import dev.workerapp.operator.status.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Lets numbers wait for a moment before they are written, so that those of a running reload are written once in that time
 * for an app, with what the last pass has found. It forgets when the process ends; then they wait anew. Thread-safe.
 */
final class StatusPacing {

    /** Apps that are deleted while their numbers wait are pushed out by others. */
    private static final int MOST = 10_000;

    private final Map<String, Instant> waitingSince = new BoundedMap<>(MOST);
    private final Duration wait;

    /** @param wait for how long numbers wait */
    StatusPacing(Duration wait) {
        this.wait = wait;
    }

    /**
     * When to write a status that differs from the one before.
     *
     * @return empty for now
     */
    synchronized Optional<Instant> writeAt(
            WorkerApp app, Optional<WorkerAppStatus> before, WorkerAppStatus status, Instant now) {
        String uid = app.getMetadata().getUid();
        boolean mayWait =
                before.filter(last -> Progress.isAllThatDiffers(last, status)).isPresent();
        if (!mayWait) {
            waitingSince.remove(uid);
            return Optional.empty();
        }
        Instant at = waitingSince.computeIfAbsent(uid, _ -> now).plus(wait);
        // A clock that was set back must not keep them waiting.
        if (!now.isBefore(at) || Duration.between(now, at).compareTo(wait) > 0) {
            waitingSince.remove(uid);
            return Optional.empty();
        }
        return Optional.of(at);
    }
}
