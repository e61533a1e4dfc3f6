package dev.workerapp.cli.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the workers of an app do together. Only those that were measured count.
 *
 * @param rows the workers
 */
public record Totals(List<Row> rows) {

    public Totals {
        rows = List.copyOf(rows);
    }

    /** The sum of a figure of the rates; empty if nobody has it. */
    public OptionalDouble rate(Function<Rates, OptionalDouble> figure) {
        return sum(row -> row.rate(figure));
    }

    /** The sum of a figure of the readings; empty if nobody has it. */
    public OptionalDouble now(Function<Reading, OptionalDouble> figure) {
        return sum(row -> row.now(figure));
    }

    /** Of the time that all these workers had together: 1 % of each of four is 1 %. */
    public OptionalDouble gcShare() {
        long known = rows.stream()
                .filter(row -> row.rate(Rates::gcShare).isPresent())
                .count();
        OptionalDouble sum = rate(Rates::gcShare);
        return sum.isPresent() ? OptionalDouble.of(sum.getAsDouble() / known) : sum;
    }

    /** Over the requests of all workers, in seconds. */
    public OptionalDouble quantile(double share) {
        return rows.stream()
                .flatMap(row -> row.rates().stream())
                .map(Rates::latencies)
                .reduce(Latencies.NONE, Latencies::plus)
                .quantile(share);
    }

    /** How many were measured. */
    public long measured() {
        return rows.stream().filter(row -> row.reading().isPresent()).count();
    }

    private OptionalDouble sum(Function<Row, OptionalDouble> figure) {
        double sum = 0;
        boolean isKnown = false;
        for (Row row : rows) {
            OptionalDouble one = figure.apply(row);
            sum += one.orElse(0);
            isKnown |= one.isPresent();
        }
        return isKnown ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
