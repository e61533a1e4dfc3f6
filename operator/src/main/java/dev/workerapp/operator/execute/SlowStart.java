package dev.workerapp.operator.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Many calls of one kind, side by side in batches that double while they succeed: 1, 2, 4, … A batch with a failure is the
 * last one. So calls that all fail for the same reason cost the API server one of them, and not a thousand. This is
 * ReplicaSet's slowStartBatch (k8s.io/kubernetes, pkg/controller/replicaset/replica_set.go).
 */
final class SlowStart {

    /** Each call side by side needs a connection of its own. */
    static final int MOST_AT_ONCE = 16;

    private SlowStart() {}

    /**
     * Calls for one item after the other.
     *
     * @param call may be called by several threads at once
     * @param succeeded whether a result lets the batches go on
     * @return the results of those items that were called for, in their order
     */
    static <T, R> List<R> run(List<T> items, Function<T, R> call, Predicate<R> succeeded) {
        List<R> results = new ArrayList<>();
        int size = 1;
        while (results.size() < items.size()) {
            List<R> batch = atOnce(items.subList(results.size(), Math.min(items.size(), results.size() + size)), call);
            results.addAll(batch);
            if (!batch.stream().allMatch(succeeded)) {
                break;
            }
            size = Math.min(2 * size, MOST_AT_ONCE);
        }
        return results;
    }

    private static <T, R> List<R> atOnce(List<T> items, Function<T, R> call) {
        if (items.size() == 1) {
            return List.of(call.apply(items.getFirst()));
        }
        List<Future<R>> calls;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            calls = items.stream()
                    .map(item -> threads.submit(() -> call.apply(item)))
                    .toList();
        }
        return calls.stream().map(SlowStart::result).toList();
    }

    private static <R> R result(Future<R> call) {
        if (call.state() == Future.State.FAILED && call.exceptionNow() instanceof RuntimeException failure) {
            throw failure;
        }
        return call.resultNow();
    }
}
