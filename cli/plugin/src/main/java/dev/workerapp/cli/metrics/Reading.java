package dev.workerapp.cli.metrics;

import java.util.OptionalDouble;

/**
 * The metrics of a worker at one moment. What its page does not have is empty.
 *
 * @param nanos the moment, by {@link System#nanoTime}
 * @param requests ended since its start
 * @param failures of these with status 500 or more, or whose handler threw
 * @param latencies of these
 * @param inFlight requests begun and not ended
 * @param cpuSeconds used since its start
 * @param gcSeconds spent in collections since its start
 * @param heapUsed bytes of the heap in use, garbage included
 * @param heapMax most bytes of the heap; negative: no limit
 * @param heapAfterGc bytes of the old generation in use after its last collection
 * @param threads live platform threads
 * @param draining whether it drains
 */
public record Reading(
        long nanos,
        OptionalDouble requests,
        OptionalDouble failures,
        Latencies latencies,
        OptionalDouble inFlight,
        OptionalDouble cpuSeconds,
        OptionalDouble gcSeconds,
        OptionalDouble heapUsed,
        OptionalDouble heapMax,
        OptionalDouble heapAfterGc,
        OptionalDouble threads,
        boolean draining) {

    /**
     * Reads the page of a worker's runtime.
     *
     * @param nanos when it was fetched, by {@link System#nanoTime}
     */
    public static Reading of(String page, long nanos) {
        Page read = Page.parse(page);
        return new Reading(
                nanos,
                read.sum("workerapp_requests_total"),
                read.sum("workerapp_request_failures_total"),
                read.histogram("workerapp_request_seconds"),
                read.sum("workerapp_requests_in_flight"),
                read.sum("process_cpu_seconds_total"),
                read.sum("jvm_gc_collection_seconds_sum"),
                read.one("jvm_memory_used_bytes", "area", "heap"),
                read.one("jvm_memory_max_bytes", "area", "heap"),
                read.sum("workerapp_heap_after_gc_bytes"),
                read.sum("jvm_threads_current"),
                read.sum("workerapp_worker_draining").orElse(0) > 0);
    }
}
