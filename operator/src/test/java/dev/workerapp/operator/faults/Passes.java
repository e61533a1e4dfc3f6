package dev.workerapp.operator.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Counts the operator's passes, and lets somebody wait for the next one of an app. Thread-safe. */
final class Passes {

    private final Map<String, List<CompletableFuture<Void>>> waiting = new HashMap<>();
    private int count;

    synchronized void began(String app) {
        count++;
        waiting.getOrDefault(app, List.of()).forEach(one -> one.complete(null));
        waiting.remove(app);
    }

    /** Completed when the next pass of the app begins. */
    synchronized CompletableFuture<Void> next(String app) {
        CompletableFuture<Void> next = new CompletableFuture<>();
        waiting.computeIfAbsent(app, _ -> new ArrayList<>()).add(next);
        return next;
    }

    synchronized int count() {
        return count;
    }
}
