package dev.workerapp.worker.usage;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Optional;

/**
 * The old generation of the heap: the one pool of several that has a usage threshold, as Serial, Parallel, G1 and the
 * generational ZGC have it. Collectors without generations have a single pool, and Shenandoah has a threshold on each.
 * Needs {@code java.management}.
 */
public final class OldPool {
    private OldPool() {}

    /** The pool; empty where the collector has no generations, or does not tell them apart. */
    public static Optional<MemoryPoolMXBean> find() {
        var heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        List<MemoryPoolMXBean> old = heap.stream()
                .filter(MemoryPoolMXBean::isUsageThresholdSupported)
                .toList();
        return heap.size() > 1 && old.size() == 1 ? Optional.of(old.get(0)) : Optional.empty();
    }
}
