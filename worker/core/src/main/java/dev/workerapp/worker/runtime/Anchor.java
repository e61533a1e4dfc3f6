package dev.workerapp.worker.runtime;

import dev.workerapp.worker.thread.Threads;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM's one link is held, for copies of this library in any class loader to find: a parked daemon thread with
 * a known name, whose handler of uncaught exceptions is the link too. A thread because it is the one thing that is in
 * every JVM, is found from everywhere, and is in nobody's way: an object among the system properties would break apps
 * that list or store those and expect text. Safe for use by several threads.
 */
public final class Anchor {
    private static final String NAME = "workerapp-link";

    private Anchor() {}

    /** The link that is held, or the one that the supplier makes, from here on. */
    public static BiFunction<String, @Nullable Object, @Nullable Object> findOrHold(
            Supplier<BiFunction<String, @Nullable Object, @Nullable Object>> first) {
        // A lock that all copies know.
        synchronized (Runtime.getRuntime()) {
            return find().orElseGet(() -> {
                var link = first.get();
                var thread = Threads.daemon(NAME, Anchor::park);
                thread.setUncaughtExceptionHandler(new Holder(link));
                thread.start();
                return link;
            });
        }
    }

    /** The link that is held. */
    @SuppressWarnings("unchecked")
    public static Optional<BiFunction<String, @Nullable Object, @Nullable Object>> find() {
        return Threads.all()
                .filter(thread -> thread.getName().equals(NAME))
                .map(Thread::getUncaughtExceptionHandler)
                .filter(handler -> handler instanceof BiFunction)
                .map(handler -> (BiFunction<String, @Nullable Object, @Nullable Object>) handler)
                .findFirst();
    }

    private static void park() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // Somebody interrupts every thread there is: then copies that come later are alone.
            Thread.currentThread().interrupt();
        }
    }

    private record Holder(BiFunction<String, @Nullable Object, @Nullable Object> link)
            implements UncaughtExceptionHandler, BiFunction<String, @Nullable Object, @Nullable Object> {
        @Override
        public @Nullable Object apply(String operation, @Nullable Object argument) {
            return link.apply(operation, argument);
        }

        /** A parked thread throws nothing. */
        @Override
        public void uncaughtException(Thread thread, Throwable failure) {}
    }
}
