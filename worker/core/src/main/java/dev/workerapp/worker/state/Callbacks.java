package dev.workerapp.worker.state;

import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.thread.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the app wants done at a moment of its life: in the order of registration, once each time that the moment comes,
 * each for a bounded time. Safe for use by several threads.
 */
public final class Callbacks {
    private final String moment;
    private final List<Callback> all = new ArrayList<>();
    private CountDownLatch done = new CountDownLatch(1);
    private boolean begun;

    /** @param moment for the log, such as "drain" */
    public Callbacks(String moment) {
        this.moment = moment;
    }

    /** Registers a callback; when its moment has come already, it runs at once on the calling thread. */
    public void add(Runnable callback) {
        synchronized (this) {
            all.add(new Callback(callback, Thread.currentThread().getContextClassLoader()));
            if (!begun) {
                return;
            }
        }
        callback.run();
    }

    /**
     * Runs them one after the other, and returns when all have run or {@code limit} is over. One that throws is logged
     * and the next one runs. One that takes too long is interrupted and left behind: it gets at most its equal share of
     * the time that is left, so that the ones after it have theirs. Later calls, until {@link #reset}, only wait for the
     * first one's end.
     */
    public void runAll(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        var toRun = begin();
        if (toRun.isEmpty()) {
            await(limit);
            return;
        }
        var waiting = toRun.get();
        while (!waiting.isEmpty()) {
            long share = (deadline - System.nanoTime()) / waiting.size();
            runOne(waiting.remove(), Math.max(share, 0));
        }
        ended().countDown();
    }

    /** The moment may come again. Not to be called while they run. */
    public synchronized void reset() {
        begun = false;
        done = new CountDownLatch(1);
    }

    /** Waits until all have run, for at most {@code limit}; whether they have. */
    public boolean await(Duration limit) {
        try {
            return ended().await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** All of them, for the first to ask. */
    private synchronized Optional<Queue<Callback>> begin() {
        if (begun) {
            return Optional.empty();
        }
        begun = true;
        return Optional.of(new ArrayDeque<>(all));
    }

    private synchronized CountDownLatch ended() {
        return done;
    }

    private void runOne(Callback callback, long nanos) {
        var thread = Threads.daemon("workerapp-on-" + moment, () -> runLogged(callback.work()));
        thread.setContextClassLoader(callback.loader());
        thread.start();
        try {
            // A join of 0 would wait for ever.
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
            Log.line("an on-" + moment + " callback did not end in its time and is left behind: " + callback.work());
        }
    }

    private void runLogged(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            Log.line("an on-" + moment + " callback failed", e);
        }
    }

    /** With the context class loader of the thread that registered it, as the app expects to find its own classes. */
    private record Callback(Runnable work, @Nullable ClassLoader loader) {}
}
