package dev.workerapp.worker.state;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** A histogram of durations. Safe for use by several threads; readers see sums that may miss what ends just now. */
public final class Latencies {
    /** Upper bounds of the buckets, in seconds; the last bucket, without a bound, comes after them. */
    public static final List<Double> BOUNDS =
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

    private static final double NANOS = 1e9;

    private final List<LongAdder> buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.size() + 1L).toList();
    private final LongAdder nanos = new LongAdder();

    void add(long took) {
        nanos.add(took);
        int bucket = 0;
        while (bucket < BOUNDS.size() && took > BOUNDS.get(bucket) * NANOS) {
            bucket++;
        }
        buckets.get(bucket).increment();
    }

    /** How many fell into each bucket, not cumulated; one longer than {@link #BOUNDS}. */
    public List<Long> counts() {
        return buckets.stream().map(LongAdder::sum).toList();
    }

    /** How many there are. */
    public long count() {
        return buckets.stream().mapToLong(LongAdder::sum).sum();
    }

    /** How long all took together. */
    public double seconds() {
        return nanos.sum() / NANOS;
    }
}
