package dev.workerapp.campaign.report;

import dev.workerapp.campaign.load.Exchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Requests and how they went.
 *
 * @param sent how many
 * @param failed how many in which way; only those ways that occurred
 * @param p50 milliseconds from when they were due, of all, the failed ones included; 0 when there are none
 * @param p99 the same
 * @param max the same
 */
public record Figures(long sent, Map<String, Long> failed, double p50, double p99, double max) {

    /** Those of some requests. */
    public static Figures of(List<Exchange> exchanges, Predicate<Exchange> which) {
        List<Exchange> chosen = exchanges.stream().filter(which).toList();
        Map<String, Long> failed = new TreeMap<>();
        chosen.stream()
                .filter(exchange -> exchange.outcome().failed())
                .forEach(exchange -> failed.merge(exchange.outcome().name(), 1L, Long::sum));
        long[] micros = chosen.stream().mapToLong(Exchange::micros).sorted().toArray();
        return new Figures(
                chosen.size(), failed, percentile(micros, 50), percentile(micros, 99), percentile(micros, 100));
    }

    /** The smallest value that so many of a hundred do not exceed, in milliseconds with two digits. */
    static double percentile(long[] sortedMicros, int percent) {
        if (sortedMicros.length == 0) {
            return 0;
        }
        int index = (int) Math.ceil(sortedMicros.length * percent / 100.0) - 1;
        return Math.round(sortedMicros[Math.max(0, index)] / 10.0) / 100.0;
    }

    public long failedSum() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }
}
