package dev.workerapp.cli.monit;

import dev.workerapp.cli.metrics.Latencies;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the workers of an app do together. Only those that were measured count.
 *
 * @param rows the workers
 */
record Totals(List<Row> rows) {

    Totals {
        rows = List.copyOf(rows);
    }

    OptionalDouble rate(Function<Rates, OptionalDouble> figure) {
        return sum(row -> row.rate(figure));
    }

    OptionalDouble now(Function<Reading, OptionalDouble> figure) {
        return sum(row -> row.now(figure));
    }

    /** Of the time that all these workers had together: 1 % of each of four is 1 %. */
    OptionalDouble gcShare() {
        long known = rows.stream()
                .filter(row -> row.rate(Rates::gcShare).isPresent())
                .count();
        OptionalDouble sum = rate(Rates::gcShare);
        return sum.isPresent() ? OptionalDouble.of(sum.getAsDouble() / known) : sum;
    }

    /** Over the requests of all workers, in seconds. */
    OptionalDouble quantile(double share) {
        return rows.stream()
                .flatMap(row -> row.rates().stream())
                .map(Rates::latencies)
                .reduce(Latencies.NONE, Latencies::plus)
                .quantile(share);
    }

    long measured() {
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
