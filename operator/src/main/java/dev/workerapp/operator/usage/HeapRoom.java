package dev.workerapp.operator.usage;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a limit of memory leaves room for the heap that the JVM may have. It keeps what its heap once had, so without any
 * leak it comes to about its heap's size and a quarter: threads, classes, code, buffers, the collector's own. Pure.
 */
final class HeapRoom {

    private static final double BESIDE_THE_HEAP = 1.25;

    /** As the JVM reads it; of several the last one is in force. */
    private static final Pattern LARGEST_HEAP = Pattern.compile("-Xmx(\\d{1,12})([kKmMgGtT]?)");

    private HeapRoom() {}

    /** That every worker will come over the limit; empty if not, or the largest heap is not said in {@code java.options}. */
    static Optional<Problem> tooLittle(WorkerApp app) {
        WorkerAppSpec spec = app.getSpec();
        if (spec == null || spec.recycle() == null) {
            return Optional.empty();
        }
        @Nullable Quantity limit = Objects.requireNonNull(spec.recycle()).maxMemory();
        return limit == null
                ? Optional.empty()
                : Optional.ofNullable(spec.java().options())
                        .flatMap(HeapRoom::largestHeap)
                        .flatMap(heap -> problem(limit, heap));
    }

    private static Optional<Matcher> largestHeap(List<String> options) {
        return options.stream()
                .map(LARGEST_HEAP::matcher)
                .filter(Matcher::matches)
                .reduce((_, last) -> last);
    }

    private static Optional<Problem> problem(Quantity limit, Matcher heap) {
        double needed = bytes(heap) * BESIDE_THE_HEAP;
        return limit.getNumericalAmount().doubleValue() >= needed
                ? Optional.empty()
                : Optional.of(new Problem(
                        Reason.MEMORY_LIMIT_LOW,
                        "recycle.maxMemory is %s, and java.options has %s: such a JVM needs about %dMi even without a leak, so every worker would be replaced again and again. Raise recycle.maxMemory to that or more, or lower -Xmx."
                                .formatted(limit, heap.group(), Math.round(Math.ceil(needed / (1 << 20))))));
    }

    private static double bytes(Matcher heap) {
        int shift =
                switch (heap.group(2)) {
                    case "k", "K" -> 10;
                    case "m", "M" -> 20;
                    case "g", "G" -> 30;
                    case "t", "T" -> 40;
                    default -> 0;
                };
        return Double.parseDouble(heap.group(1)) * (1L << shift);
    }
}
