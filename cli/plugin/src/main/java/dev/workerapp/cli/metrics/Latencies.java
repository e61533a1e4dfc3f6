package dev.workerapp.cli.metrics;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long requests took: a histogram of cumulative buckets, as Prometheus has it. Immutable.
 *
 * @param buckets how many requests took at most so many seconds, by that bound; the last bound is infinite
 */
public record Latencies(SortedMap<Double, Double> buckets) {

    /** Of no request. */
    public static final Latencies NONE = new Latencies(new TreeMap<>());

    public Latencies {
        buckets = new TreeMap<>(buckets);
    }

    static Latencies of(Map<Double, Double> buckets) {
        return new Latencies(new TreeMap<>(buckets));
    }

    /** Of how many requests. */
    public double count() {
        return buckets.isEmpty() ? 0 : buckets.sequencedValues().getLast();
    }

    /** Those of both. They are added before a quantile is taken, since quantiles can't be. */
    public Latencies plus(Latencies other) {
        if (buckets.isEmpty()) {
            return other;
        }
        SortedMap<Double, Double> sum = new TreeMap<>(buckets);
        other.buckets.forEach((bound, count) -> sum.merge(bound, count, Double::sum));
        return new Latencies(sum);
    }

    /** Those that came after another reading of the same histogram. */
    Latencies since(Latencies before) {
        SortedMap<Double, Double> difference = new TreeMap<>(buckets);
        before.buckets.forEach((bound, count) -> difference.computeIfPresent(bound, (_, now) -> now - count));
        return new Latencies(difference);
    }

    /**
     * The time within which this share of the requests was answered, in seconds, interpolated within its bucket as
     * histogram_quantile of Prometheus does. Infinite if it is above the last finite bound; empty if there were no requests.
     *
     * @param share from 0 to 1, as 0.99
     */
    public OptionalDouble quantile(double share) {
        if (count() <= 0) {
            return OptionalDouble.empty();
        }
        double rank = share * count();
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
            if (bucket.getValue() >= rank) {
                double inBucket = bucket.getValue() - below;
                return OptionalDouble.of(
                        Double.isInfinite(bucket.getKey()) || inBucket <= 0
                                ? bucket.getKey()
                                : lowerBound + (bucket.getKey() - lowerBound) * (rank - below) / inBucket);
            }
            lowerBound = bucket.getKey();
            below = bucket.getValue();
        }
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
}
