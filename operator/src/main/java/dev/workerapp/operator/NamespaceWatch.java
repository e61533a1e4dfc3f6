package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over the loop of one namespace, or of all of them: starts it, and starts another one, with a back-off, when it
 * can't start, when one of its informers ends, or when it may not watch any more. A namespace is watched whole or not at
 * all, and its troubles are its own. Thread-safe.
 */
final class NamespaceWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NamespaceWatch.class);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** How often it is looked whether all kinds are watched. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final String name;
    private final NamespaceAccess access;
    private final Supplier<NamespaceLoop> loops;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Optional<Throwable>> firstTry = new CompletableFuture<>();
    private final Thread thread;

    private @Nullable NamespaceLoop loop;
    private Optional<String> unwatched = Optional.of("starting");
    private boolean acts;

    /**
     * A watch that has not started.
     *
     * @param name the namespace for people
     * @param access tells whether the namespace may be watched
     * @param loops makes loops
     */
    NamespaceWatch(String name, NamespaceAccess access, Supplier<NamespaceLoop> loops) {
        this.name = name;
        this.access = access;
        this.loops = loops;
        this.thread = Thread.ofPlatform().daemon().name("watch " + name).unstarted(this::run);
    }

    /** Starts to watch; returns at once. */
    void start() {
        thread.start();
    }

    /** Looks after the apps from now on; before that they are only watched. */
    synchronized void act() {
        acts = true;
        if (loop != null) {
            loop.act();
        }
    }

    /** Completes with the first try to watch: with what went wrong, or with nothing. */
    CompletableFuture<Optional<Throwable>> firstTry() {
        return firstTry;
    }

    /** Why the namespace is not watched; empty while it is. */
    synchronized Optional<String> unwatched() {
        return unwatched;
    }

    /** The apps that are known. */
    synchronized Stream<WorkerApp> apps() {
        return loop == null ? Stream.empty() : loop.apps();
    }

    /** The passes that are under way. */
    synchronized int running() {
        return loop == null ? 0 : loop.running();
    }

    /** The apps that wait for a free thread. */
    synchronized int waiting() {
        return loop == null ? 0 : loop.waiting();
    }

    /** @param watched whether the namespace was watched before the loop ended */
    private record Ended(boolean watched, String reason) {}

    private void run() {
        try {
            Ended ended = runLoop();
            Duration wait = SHORTEST_WAIT;
            while (closing.getCount() > 0) {
                notWatched(ended.reason());
                wait = ended.watched() ? SHORTEST_WAIT : wait;
                if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                Optional<String> denied = access.denied();
                ended = denied.isPresent() ? new Ended(false, denied.get()) : runLoop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From the start of a loop to its end. */
    private Ended runLoop() throws InterruptedException {
        boolean watched = false;
        try (NamespaceLoop started = loops.get()) {
            started.start();
            watched = begin(started);
            return new Ended(watched, watched ? watchOver(started) : "stopping");
        } catch (RuntimeException e) {
            // Whatever it is, it is this namespace's, and is tried again.
            LOG.debug("the loop of {} has failed", name, e);
            firstTry.complete(Optional.of(e));
            return new Ended(watched, Failures.reason(e));
        }
    }

    /** @return whether it begins: not when the operator stops, since then the informers may not have synchronized */
    private synchronized boolean begin(NamespaceLoop started) {
        if (closing.getCount() == 0) {
            return false;
        }
        loop = started;
        unwatched = Optional.empty();
        LOG.info("watching {}", name);
        if (acts) {
            started.act();
        }
        firstTry.complete(Optional.empty());
        return true;
    }

    /** @return why the loop has to end */
    private String watchOver(NamespaceLoop started) throws InterruptedException {
        try {
            while (closing.getCount() > 0) {
                try {
                    Throwable failure = started.informerEnded().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    return "an informer has ended: " + Failures.reason(failure);
                } catch (TimeoutException e) {
                    Optional<String> denied = started.isWatching() ? Optional.empty() : access.denied();
                    if (denied.isPresent()) {
                        return denied.get();
                    }
                }
            }
            return "stopping";
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is completed with a value only", e);
        } finally {
            synchronized (this) {
                loop = null;
            }
        }
    }

    private synchronized void notWatched(String reason) {
        if (!unwatched.equals(Optional.of(reason))) {
            LOG.warn(
                    "{} can't be watched, which is tried again at least every {} s: {}",
                    name,
                    LONGEST_WAIT.toSeconds(),
                    reason);
        }
        unwatched = Optional.of(reason);
    }

    /** Begins to stop; returns at once. */
    void stop() {
        closing.countDown();
        thread.interrupt();
    }

    /** Stops; waits for the passes that are under way. */
    @Override
    public void close() {
        stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
