package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All watched namespaces. Thread-safe. */
final class NamespaceWatches implements AutoCloseable {

    /** The one entry of an operator for the whole cluster. */
    static final String ALL = "*";

    private final Map<String, NamespaceWatch> watches = new TreeMap<>();

    /**
     * Watches that have not started.
     *
     * @param namespaces the namespaces, or nothing for all
     * @param watch makes the watch of a namespace; of {@link #ALL} for all
     */
    NamespaceWatches(Collection<String> namespaces, Function<String, NamespaceWatch> watch) {
        Stream<String> names = namespaces.isEmpty() ? Stream.of(ALL) : namespaces.stream();
        names.forEach(name -> watches.put(name, watch.apply(name)));
    }

    /**
     * Starts to watch. Returns when one of them is watched, or none of them could be.
     *
     * @return what went wrong with the first, if none is watched
     */
    Optional<Throwable> start() throws InterruptedException {
        watches.values().forEach(NamespaceWatch::start);
        List<CompletableFuture<Optional<Throwable>>> tries =
                watches.values().stream().map(NamespaceWatch::firstTry).toList();
        CompletableFuture<?> all = CompletableFuture.allOf(tries.toArray(CompletableFuture<?>[]::new));
        Stream<CompletableFuture<?>> enough = Stream.concat(
                Stream.of(all), tries.stream().map(first -> first.thenCompose(NamespaceWatches::successOrNever)));
        try {
            CompletableFuture.anyOf(enough.toArray(CompletableFuture<?>[]::new)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("they are completed with values only", e);
        }
        return unwatched().flatMap(_ -> tries.getFirst().getNow(Optional.empty()));
    }

    private static CompletableFuture<?> successOrNever(Optional<Throwable> failure) {
        return failure.isEmpty() ? CompletableFuture.completedFuture(failure) : new CompletableFuture<>();
    }

    /** Looks after the apps from now on. */
    void act() {
        watches.values().forEach(NamespaceWatch::act);
    }

    /** The watches by the names of their namespaces, with {@link #ALL} for all. */
    Map<String, NamespaceWatch> byName() {
        return Collections.unmodifiableMap(watches);
    }

    /** Why the operator is of no use now: no namespace is watched; empty if one is. */
    Optional<String> unwatched() {
        Map<String, String> reasons = new TreeMap<>();
        watches.forEach((name, watch) -> watch.unwatched().ifPresent(reason -> reasons.put(name, reason)));
        return reasons.size() < watches.size()
                ? Optional.empty()
                : Optional.of(reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + ": " + reason.getValue())
                        .collect(Collectors.joining("\n", "no namespace is watched\n", "")));
    }

    /** The apps that are known. */
    Stream<WorkerApp> apps() {
        return watches.values().stream().flatMap(NamespaceWatch::apps);
    }

    /** The passes that are under way. */
    int running() {
        return sum(NamespaceWatch::running);
    }

    /** The apps that wait for a free thread. */
    int waiting() {
        return sum(NamespaceWatch::waiting);
    }

    private int sum(ToIntFunction<NamespaceWatch> count) {
        return watches.values().stream().mapToInt(count).sum();
    }

    /** Stops all; waits for the passes that are under way. */
    @Override
    public void close() {
        watches.values().forEach(NamespaceWatch::stop);
        watches.values().forEach(NamespaceWatch::close);
    }
}
