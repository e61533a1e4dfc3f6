package dev.workerapp.operator.usage;

import dev.workerapp.crd.Recycle;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.planner.OwnLimit;
import dev.workerapp.planner.Reason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an app limits of that which runtimes say. Of this moment: a change takes effect at once.
 *
 * @param requests how many requests a worker may serve
 * @param heapPercent how much of its old generation may stay in use
 */
record Limits(OptionalInt requests, OptionalInt heapPercent) {

    /** Those of an app. */
    static Limits of(WorkerApp app) {
        return Optional.ofNullable(app.getSpec())
                .flatMap(spec -> Optional.ofNullable(spec.recycle()))
                .map(Limits::of)
                .orElse(new Limits(OptionalInt.empty(), OptionalInt.empty()));
    }

    private static Limits of(Recycle recycle) {
        return new Limits(limit(recycle.maxRequests()), limit(recycle.maxHeapPercent()));
    }

    private static OptionalInt limit(@Nullable Integer limit) {
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /** Whether there is anything to ask. */
    boolean areAny() {
        return requests.isPresent() || heapPercent.isPresent();
    }

    /** What a worker is over. */
    Set<Reason> exceeded(ReadyWorker worker, RuntimeUsage usage) {
        Set<Reason> exceeded = EnumSet.noneOf(Reason.class);
        if (requests.isPresent() && usage.requests() >= OwnLimit.of(requests.getAsInt(), worker.uid())) {
            exceeded.add(Reason.MAX_REQUESTS);
        }
        if (heapPercent.isPresent()
                && usage.old()
                        .filter(old -> old.staysAbove(heapPercent.getAsInt()))
                        .isPresent()) {
            exceeded.add(Reason.MAX_HEAP);
        }
        return exceeded;
    }

    /** Why an answer does not tell all that is limited; empty if it does. */
    Optional<String> unknown(RuntimeUsage usage) {
        return heapPercent.isPresent() && usage.old().isEmpty()
                ? Optional.of("its JVM has no old generation that can be followed: its collector is Shenandoah or a ZGC"
                        + " without generations, or its image lacks the module jdk.management")
                : Optional.empty();
    }

    /** The names of the fields. */
    Stream<String> fields() {
        return Stream.concat(
                requests.stream().mapToObj(_ -> "recycle.maxRequests"),
                heapPercent.stream().mapToObj(_ -> "recycle.maxHeapPercent"));
    }
}
