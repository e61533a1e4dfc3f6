package dev.workerapp.campaign.report;

import dev.workerapp.campaign.load.Exchange;
import java.util.ArrayList;
import java.util.List;

/**
 * The load over time, in steps.
 *
 * @param stepMillis how long a step is
 * @param p50 milliseconds, one for each step; 0 where nothing was due
 * @param p99 the same
 * @param failed requests that were due in the step and failed
 */
public record Series(long stepMillis, List<Double> p50, List<Double> p99, List<Long> failed) {

    private static final int STEPS = 400;
    private static final long SHORTEST_MILLIS = 100;

    /** Of these requests, from the first to the last, in steps of 100 ms or more. */
    static Series of(List<Exchange> exchanges) {
        long from = exchanges.stream().mapToLong(Exchange::due).min().orElse(0);
        long to = exchanges.stream().mapToLong(Exchange::due).max().orElse(0);
        long wanted = (to - from) / 1000 / STEPS;
        long step = Math.max(SHORTEST_MILLIS, (wanted + 99) / 100 * 100);
        int count = (int) ((to - from) / 1000 / step) + 1;
        List<List<Exchange>> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new ArrayList<>());
        }
        exchanges.forEach(exchange ->
                steps.get((int) ((exchange.due() - from) / 1000 / step)).add(exchange));
        List<Figures> figures =
                steps.stream().map(some -> Figures.of(some, _ -> true)).toList();
        return new Series(
                step,
                figures.stream().map(Figures::p50).toList(),
                figures.stream().map(Figures::p99).toList(),
                figures.stream().map(Figures::failedSum).toList());
    }
}
