package dev.workerapp.worker.ready;

import dev.workerapp.worker.thread.Threads;
import dev.workerapp.worker.warmup.AppPort;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at for each probe of a worker that has said that it is ready: whether its port still accepts, and what
 * the app's own check says. It runs in a thread of its own and is never run twice at a time, so that one that hangs costs
 * one thread, and a probe its time and no more. Safe for use by several threads.
 */
final class Check {
    private final Optional<AppPort> port;
    private final BooleanSupplier app;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Duration limit;
    private volatile String subject = "";
    private CompletableFuture<Optional<String>> underWay = CompletableFuture.completedFuture(Optional.empty());

    /**
     * @param port the app's port; empty: none is known
     * @param app the app's own check; it runs with the context class loader of the thread that makes this object
     * @param limit how long one look may take
     */
    Check(Optional<AppPort> port, BooleanSupplier app, Duration limit) {
        this.port = port;
        this.app = app;
        this.limit = limit;
    }

    /** Looks, or joins the look that is under way; why the worker is not ready, empty if it is. */
    Optional<String> problem() {
        var look = look();
        try {
            return look.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of(
                    String.format(Locale.ROOT, "%s: no answer within %.1f s", subject, limit.toMillis() / 1e3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the probe was interrupted");
        } catch (ExecutionException e) {
            return Optional.of(subject + " failed: " + e.getCause());
        }
    }

    private synchronized CompletableFuture<Optional<String>> look() {
        if (underWay.isDone()) {
            var look = new CompletableFuture<Optional<String>>();
            var thread = Threads.daemon("workerapp-ready-check", () -> run(look));
            thread.setContextClassLoader(loader);
            thread.start();
            underWay = look;
        }
        return underWay;
    }

    private void run(CompletableFuture<Optional<String>> look) {
        try {
            look.complete(seen());
        } catch (Throwable e) {
            // The app's code may throw anything.
            look.completeExceptionally(e);
        }
    }

    private Optional<String> seen() {
        if (port.isPresent()) {
            subject = port.get().toString();
            if (!port.get().accepts()) {
                return Optional.of(subject + " does not accept connections");
            }
        }
        subject = "the app's own check";
        return app.getAsBoolean() ? Optional.empty() : Optional.of(subject + " says no");
    }
}
