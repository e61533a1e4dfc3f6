package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.BoundedMap;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Map;

/**
 * How long an app in trouble waits for its next pass, when no event comes before: 1 s twice, then doubled by each pass that
 * still has trouble, 30 s at most. As a controller's work queue does, it forgets this when the process ends; then it only begins
 * with the shortest wait again. Thread-safe.
 */
public final class BackOffs {

    /** Apps that are deleted while they are in trouble are pushed out by others. */
    static final int MOST = 10_000;

    private static final GenericRetry WAITS = new GenericRetry()
            .setInitialInterval(1000)
            .setIntervalMultiplier(2)
            .setMaxInterval(30_000)
            .withoutMaxAttempts();

    private final Map<String, RetryExecution> troubled = new BoundedMap<>(MOST);

    /** The app is in trouble after this pass, too. */
    public Duration next(WorkerApp app) {
        return next(app.getMetadata().getUid());
    }

    /** The same of one thing in an app. */
    synchronized Duration next(String key) {
        return Duration.ofMillis(troubled.computeIfAbsent(key, _ -> WAITS.initExecution())
                .nextDelay()
                .orElseThrow());
    }

    /** The app is not in trouble. */
    public void forget(WorkerApp app) {
        forget(app.getMetadata().getUid());
    }

    /** The same of one thing in an app. */
    synchronized void forget(String key) {
        troubled.remove(key);
    }
}
