package dev.workerapp.worker.metrics;

import static dev.workerapp.worker.metrics.PrometheusText.label;

import dev.workerapp.worker.usage.OldPool;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Memory, garbage collection and threads, by {@code java.management}, under the names that dashboards know. */
final class JvmMetrics {
    private JvmMetrics() {}

    static void write(PrometheusText text) {
        memory(text);
        collections(text);
        threads(text);
    }

    private static void memory(PrometheusText text) {
        var memory = ManagementFactory.getMemoryMXBean();
        var heap = memory.getHeapMemoryUsage();
        var other = memory.getNonHeapMemoryUsage();
        area(text, "jvm_memory_used_bytes", "Memory in use.", heap.getUsed(), other.getUsed());
        area(text, "jvm_memory_committed_bytes", "Memory had.", heap.getCommitted(), other.getCommitted());
        area(text, "jvm_memory_max_bytes", "Memory to be had; -1: no limit.", heap.getMax(), other.getMax());
        afterCollection(text);
    }

    /**
     * Of the old generation alone: the young one's is of another moment. Serial, Parallel and G1 know 0 until they have
     * collected the old generation for the first time, when nothing is known yet.
     */
    private static void afterCollection(PrometheusText text) {
        OldPool.find()
                .flatMap(pool -> Optional.ofNullable(pool.getCollectionUsage()))
                .filter(usage -> usage.getUsed() > 0)
                .ifPresent(usage -> text.single(
                        "workerapp_heap_after_gc_bytes",
                        "gauge",
                        "Old generation in use after its last collection.",
                        (double) usage.getUsed()));
    }

    private static void area(PrometheusText text, String name, String help, long heap, long other) {
        text.family(name, "gauge", help);
        text.sample(name, label("area", "heap"), (double) heap);
        text.sample(name, label("area", "nonheap"), (double) other);
    }

    private static void collections(PrometheusText text) {
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        text.family("jvm_gc_collection_seconds", "summary", "Garbage collections, and the time they took.");
        for (var collector : collectors) {
            var labels = label("gc", collector.getName());
            text.sample(
                    "jvm_gc_collection_seconds_count", labels, (double) Math.max(0, collector.getCollectionCount()));
            text.sample("jvm_gc_collection_seconds_sum", labels, Math.max(0, collector.getCollectionTime()) / 1e3);
        }
    }

    private static void threads(PrometheusText text) {
        var threads = ManagementFactory.getThreadMXBean();
        text.single("jvm_threads_current", "gauge", "Live platform threads.", threads.getThreadCount());
        text.single("jvm_threads_daemon", "gauge", "Live daemon threads.", threads.getDaemonThreadCount());
        text.single("jvm_threads_peak", "gauge", "Most live threads so far.", threads.getPeakThreadCount());
        text.single(
                "process_start_time_seconds",
                "gauge",
                "When the JVM started, in seconds since 1970.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    }
}
