package dev.workerapp.cli.monit;

import dev.workerapp.cli.exit.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Looks again and again in a thread of its own. Thread-safe. */
final class Looker implements AutoCloseable {

    /**
     * What was seen.
     *
     * @param sample the last that could be had
     * @param failure why there is none since then; empty if all is well
     */
    record Seen(Sample sample, String failure) {}

    private final Fleet fleet;
    private final Duration interval;
    private Seen seen;
    private String app;
    private Set<String> shown = Set.of();
    private Optional<RuntimeException> crash = Optional.empty();
    private boolean isAsked;
    private boolean closed;

    Looker(Fleet fleet, Duration interval, Sample first) {
        this.fleet = fleet;
        this.interval = interval;
        this.seen = new Seen(first, "");
        this.app = first.app().name();
    }

    Looker begin() {
        Thread.ofPlatform().daemon().name("monit-look").start(this::run);
        return this;
    }

    private void run() {
        try {
            while (pause()) {
                look();
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                crash = Optional.of(e);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if it is closed. */
    private synchronized boolean pause() throws InterruptedException {
        long end = System.nanoTime() + interval.toNanos();
        for (long left = interval.toMillis(); left > 0 && !isAsked && !closed; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        isAsked = false;
        return !closed;
    }

    private void look() {
        String name;
        Set<String> workers;
        synchronized (this) {
            name = app;
            workers = shown;
        }
        try {
            Sample sample = fleet.look(name, workers);
            synchronized (this) {
                seen = new Seen(sample, "");
            }
        } catch (Failure e) {
            synchronized (this) {
                seen = new Seen(seen.sample(), e.message());
            }
        }
    }

    /** What was seen last. */
    synchronized Seen seen() {
        crash.ifPresent(why -> {
            throw why;
        });
        return seen;
    }

    /** The workers that are on the screen. */
    synchronized void show(Set<String> workers) {
        shown = Set.copyOf(workers);
    }

    /** Looks at another app from now on, at once. */
    synchronized void turnTo(String name) {
        app = name;
        shown = Set.of();
        isAsked = true;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
