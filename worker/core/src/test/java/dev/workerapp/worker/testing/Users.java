package dev.workerapp.worker.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients behind a load balancer: each keeps its connection until the server ends it, and opens the next one where the
 * balancer points. No request is tried twice.
 */
public final class Users implements AutoCloseable {
    private static final int COUNT = 8;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private final Map<String, Integer> served = new ConcurrentHashMap<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private volatile boolean done;
    private volatile int port;

    /** Starts eight of them at a port. */
    public Users(int port) {
        this.port = port;
        for (int i = 0; i < COUNT; i++) {
            running.add(CompletableFuture.runAsync(this::use, threads));
        }
    }

    /** The balancer points elsewhere from here on; connections that are open stay. */
    public void pointTo(int other) {
        port = other;
    }

    /** How many responses had this text. */
    public int servedBy(String name) {
        return served.getOrDefault(name, 0);
    }

    /** What each failed request met. */
    public List<String> failed() {
        return List.copyOf(failed);
    }

    private void use() {
        while (!done) {
            try (var client = new Client(port)) {
                boolean closes = false;
                while (!closes && !done) {
                    var response = client.get("/");
                    served.merge(response.body(), 1, Integer::sum);
                    closes = response.closes();
                    LockSupport.parkNanos(PAUSE);
                }
            } catch (IOException | RuntimeException e) {
                failed.add(e.toString());
            }
        }
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        done = true;
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        threads.shutdown();
    }
}
