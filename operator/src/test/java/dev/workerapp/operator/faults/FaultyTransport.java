package dev.workerapp.operator.faults;

import dev.workerapp.operator.faults.api.ApiAnswer;
import dev.workerapp.operator.faults.api.ApiRequest;
import dev.workerapp.operator.faults.api.ApiTransport;
import dev.workerapp.operator.faults.api.FakeApiServer;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The way to the API server, with faults: it counts requests and events, and lets those fail that are to. Thread-safe.
 */
final class FaultyTransport implements ApiTransport {

    private final FakeApiServer server;
    private final List<Fault> faults;
    private final Consumer<ApiRequest> asked;
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Asked> trace = new ArrayList<>();
    private final Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
    private final Map<String, FaultyWatch> watches = new ConcurrentHashMap<>();

    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean otherIsDone;
    private volatile Runnable death = () -> {};

    /** @param asked hears of every request, also of one that fails */
    FaultyTransport(FakeApiServer server, List<Fault> faults, Consumer<ApiRequest> asked) {
        this.server = server;
        this.faults = List.copyOf(faults);
        this.asked = asked;
    }

    /** What ends the process that asks now. */
    void onDeath(Runnable end) {
        death = end;
    }

    /** The other app is done: faults that last are over. */
    void otherIsDone() {
        otherIsDone = true;
    }

    /**
     * A request or an event.
     *
     * @param version the server's version then
     * @param fault what went wrong with it
     */
    record Asked(long version, Point point, Optional<Fault> fault) {}

    /** All requests and events until now. */
    synchronized List<Asked> trace() {
        return List.copyOf(trace);
    }

    /** How many faults of each kind have happened. */
    synchronized Map<FaultKind, Integer> injected() {
        return Map.copyOf(injected);
    }

    /** Completed once the newest watch of each collection is open and tells all. */
    CompletableFuture<Void> watching() {
        CompletableFuture<Void> watching = new CompletableFuture<>();
        waiting.add(watching);
        completeIfWatching();
        return watching;
    }

    private void completeIfWatching() {
        if (watches.values().stream().noneMatch(FaultyWatch::isOver)) {
            waiting.removeIf(one -> one.complete(null));
        }
    }

    /** How often a fault has happened. */
    synchronized int count(Fault fault) {
        return (int) trace.stream()
                .filter(one -> one.fault().equals(Optional.of(fault)))
                .count();
    }

    /** How many requests came of these sorts. */
    synchronized int count(Predicate<Point> which) {
        return (int) trace.stream().map(Asked::point).filter(which).count();
    }

    /** The fault at the next request or event of this sort. */
    private Optional<Fault> next(String sort) {
        // Before the own lock, since the server tells events under its own.
        return next(sort, server.version());
    }

    private synchronized Optional<Fault> next(String sort, long version) {
        Point point = new Point(sort, counts.merge(sort, 1, Integer::sum));
        Optional<Fault> fault =
                faults.stream().filter(one -> one.hits(point, otherIsDone)).findFirst();
        fault.ifPresent(one -> injected.merge(one.kind(), 1, Integer::sum));
        trace.add(new Asked(version, point, fault));
        return fault;
    }

    @Override
    public CompletableFuture<ApiAnswer> send(ApiRequest request) {
        asked.accept(request);
        Optional<Fault> fault = next(Point.sort(request));
        return fault.isEmpty() ? server.send(request) : send(request, fault.get());
    }

    private CompletableFuture<ApiAnswer> send(ApiRequest request, Fault fault) {
        return switch (fault.kind()) {
            case NO_CONNECTION -> CompletableFuture.failedFuture(new ConnectException("Connection refused"));
            case NO_ANSWER -> server.send(request).thenCompose(_ -> broken());
            case HALF_ANSWER -> server.send(request).thenApply(ApiAnswer::cutOff);
            case HANG -> new CompletableFuture<>();
            case DEATH -> {
                CompletableFuture<ApiAnswer> done = server.send(request);
                death.run();
                yield done;
            }
            case GATEWAY_TIMEOUT -> server.send(request).thenApply(_ -> refusal(fault.kind()));
            case TOO_MANY_REQUESTS, INTERNAL_ERROR, UNAVAILABLE, FORBIDDEN, CONFLICT, GONE ->
                CompletableFuture.completedFuture(refusal(fault.kind()));
            case WATCH_CLOSED, WATCH_MUTE -> throw new IllegalArgumentException(fault + " is no fault of a request");
        };
    }

    private static <T> CompletableFuture<T> broken() {
        return CompletableFuture.failedFuture(new IOException("Connection reset"));
    }

    /** Breaks when the server gives up. */
    private static <T> CompletableFuture<T> brokenLater() {
        CompletableFuture<T> broken = new CompletableFuture<>();
        FaultyWatch.AT_SERVER_TIMEOUT.execute(() -> broken.completeExceptionally(new IOException("Connection reset")));
        return broken;
    }

    private static ApiAnswer refusal(FaultKind kind) {
        return switch (kind) {
            case TOO_MANY_REQUESTS ->
                ApiAnswer.refusal(429, "TooManyRequests", "injected: too many requests")
                        .with("Retry-After", "1");
            case INTERNAL_ERROR -> ApiAnswer.refusal(500, "InternalError", "injected: an error on the server");
            case UNAVAILABLE -> ApiAnswer.refusal(503, "ServiceUnavailable", "injected: the server is not available");
            case GATEWAY_TIMEOUT -> ApiAnswer.refusal(504, "Timeout", "injected: the request did not finish in time");
            case FORBIDDEN -> ApiAnswer.refusal(403, "Forbidden", "injected: the operator may not do that");
            case CONFLICT ->
                ApiAnswer.refusal(409, "Conflict", "injected: the object has been modified by somebody else");
            case GONE -> ApiAnswer.refusal(410, "Expired", "injected: too old resource version");
            case NO_CONNECTION, NO_ANSWER, HALF_ANSWER, HANG, DEATH, WATCH_CLOSED, WATCH_MUTE ->
                throw new IllegalArgumentException(kind + " is no answer");
        };
    }

    @Override
    public CompletableFuture<Opened> watch(ApiRequest request, Listener listener) {
        Optional<Fault> fault = next(Point.sort(request));
        if (fault.isEmpty()) {
            FaultyWatch watch = new FaultyWatch(listener, () -> next(Point.events(request)));
            watches.put(Point.sort(request), watch);
            CompletableFuture<Opened> opened = server.watch(request, watch);
            completeIfWatching();
            return opened;
        }
        return switch (fault.get().kind()) {
            case NO_CONNECTION -> CompletableFuture.failedFuture(new ConnectException("Connection refused"));
            // The client itself waits without end for a watch to begin: its request timeout is 0 there.
            case HANG -> brokenLater();
            case TOO_MANY_REQUESTS, INTERNAL_ERROR, UNAVAILABLE, FORBIDDEN, GONE ->
                CompletableFuture.completedFuture(new Opened(refusal(fault.get().kind()), () -> {}));
            case NO_ANSWER, HALF_ANSWER, GATEWAY_TIMEOUT, CONFLICT, DEATH, WATCH_CLOSED, WATCH_MUTE ->
                throw new IllegalArgumentException(fault + " is no fault of a watch that begins");
        };
    }
}
