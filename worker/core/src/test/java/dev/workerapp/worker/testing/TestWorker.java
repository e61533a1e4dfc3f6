package dev.workerapp.worker.testing;

import dev.workerapp.worker.runtime.Anchor;
import dev.workerapp.worker.runtime.Link;
import dev.workerapp.worker.state.WorkerState;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the JVM's runtime, as a copy of the library in another class loader would: adapters under test reach it
 * through {@code Worker}, and each test gets a fresh state that it can drain.
 */
public final class TestWorker implements BiFunction<String, @Nullable Object, @Nullable Object> {
    private static volatile WorkerState state = new WorkerState();
    private static volatile boolean ready;

    private TestWorker() {}

    /** A fresh worker; to be called before anything uses {@code Worker}, and again for each test. */
    public static WorkerState fresh() {
        Anchor.findOrHold(TestWorker::new);
        var fresh = new WorkerState();
        state = fresh;
        ready = false;
        return fresh;
    }

    /** What the app under test has said last of its readiness. */
    public static boolean ready() {
        return ready;
    }

    @Override
    public @Nullable Object apply(String operation, @Nullable Object argument) {
        return switch (operation) {
            case Link.REQUEST -> state.beginRequest();
            case Link.DRAINING -> state.draining().now();
            case Link.SLOT -> 7;
            case Link.READY -> say(true);
            case Link.NOT_READY -> say(false);
            default -> null;
        };
    }

    private static @Nullable Object say(boolean word) {
        ready = word;
        return null;
    }
}
