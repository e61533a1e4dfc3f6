package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies that could not be made or deleted, and when each is tried again, by {@link BackOffs}: passes before that ask nobody. Kept in
 * memory alone, so after a start of the operator each is tried at once. Thread-safe.
 */
public final class CopyRefusals {

    private record Refusal(Instant until, String why) {}

    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final BackOffs waits = new BackOffs();

    /** Why a copy could not be made or deleted, while it is not to be tried again. */
    Optional<String> why(WorkerApp app, String name, Instant now) {
        return Optional.ofNullable(refusals.get(key(app, name)))
                .filter(refusal -> now.isBefore(refusal.until()))
                .map(Refusal::why);
    }

    /** A copy could not be made or deleted. */
    void refused(WorkerApp app, String name, String why, Instant now) {
        // Of apps that are gone, too.
        refusals.values().removeIf(refusal -> !now.isBefore(refusal.until()));
        String key = key(app, name);
        refusals.put(key, new Refusal(now.plus(waits.next(key)), why));
    }

    /** A copy was made or deleted. */
    void done(WorkerApp app, String name) {
        refusals.remove(key(app, name));
        waits.forget(key(app, name));
    }

    private static String key(WorkerApp app, String name) {
        return app.getMetadata().getUid() + "/" + name;
    }
}
