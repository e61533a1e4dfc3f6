package dev.workerapp.cli.monit;

import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import dev.workerapp.cli.metrics.Row;
import dev.workerapp.cli.output.Age;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A column of the table of workers.
 *
 * @param title its heading
 * @param expendable in which order columns go where they don't fit: the greatest first, and those with 0 never
 * @param isRight whether it is set flush right
 * @param text what stands in it
 * @param figure by what the table is sorted; empty if it is not sorted by this column
 */
record Column(
        String title, int expendable, boolean isRight, Text text, Optional<Function<Row, OptionalDouble>> figure) {

    /** What stands in a column. */
    interface Text {
        String of(Row row, Figures figures, Instant now);
    }

    /** All, in their order. */
    static final List<Column> ALL = List.of(
            number("SLOT", 0, (row, _, _) -> String.valueOf(row.worker().slot())),
            new Column("WORKER", 0, false, (row, _, _) -> row.worker().name(), Optional.empty()),
            new Column("STATUS", 0, false, (row, _, _) -> row.status(), Optional.empty()),
            number("REV", 3, (row, _, _) -> row.revision()),
            sorted("REQ/S", 0, row -> row.rate(Rates::requests), Figures::count),
            sorted("P99 ms", 0, row -> row.quantile(0.99), Figures::millis),
            number("FLIGHT", 1, (row, figures, _) -> figures.whole(row.now(Reading::inFlight))),
            new Column("HEAP", 0, true, Column::heap, Optional.of(row -> row.now(Reading::heapUsed))),
            number("AFTER GC", 5, (row, figures, _) -> figures.bytes(row.now(Reading::heapAfterGc))),
            sorted("GC %", 4, row -> row.rate(Rates::gcShare), Figures::percent),
            sorted("CPU", 0, row -> row.rate(Rates::cores), (figures, cores) -> figures.decimals(cores, 2)),
            number("THREADS", 6, (row, figures, _) -> figures.whole(row.now(Reading::threads))),
            sorted("RST", 0, row -> OptionalDouble.of((double) row.worker().restarts()), Figures::whole),
            number("UP", 2, (row, _, now) -> Age.since(row.worker().created(), now)));

    private interface Format {
        String of(Figures figures, OptionalDouble figure);
    }

    private static Column number(String title, int expendable, Text text) {
        return new Column(title, expendable, true, text, Optional.empty());
    }

    private static Column sorted(String title, int expendable, Function<Row, OptionalDouble> figure, Format format) {
        return new Column(
                title,
                expendable,
                true,
                (row, figures, _) -> format.of(figures, figure.apply(row)),
                Optional.of(figure));
    }

    /** The orders of the table, that by slot first. */
    static List<Column> orders() {
        return ALL.stream()
                .filter(column ->
                        column.title().equals("SLOT") || column.figure().isPresent())
                .toList();
    }

    /** The order by this column: by slot, or the greatest first and what is not known last; then by slot. */
    Comparator<Row> order() {
        Comparator<Row> bySlot = Comparator.<Row>comparingInt(
                        row -> row.worker().slot())
                .thenComparing(row -> row.worker().created())
                .thenComparing(row -> row.worker().name());
        return figure.map(by -> Comparator.<Row>comparingDouble(
                                row -> -by.apply(row).orElse(Double.NEGATIVE_INFINITY))
                        .thenComparing(bySlot))
                .orElse(bySlot);
    }

    /** Its name in a sentence. */
    String word() {
        return title.toLowerCase(Locale.ROOT);
    }

    private static String heap(Row row, Figures figures, Instant now) {
        OptionalDouble used = row.now(Reading::heapUsed);
        OptionalDouble most = row.now(Reading::heapMax);
        boolean isLimited = most.isPresent() && most.getAsDouble() >= 0;
        return figures.bytes(used) + (used.isPresent() && isLimited ? "/" + figures.bytes(most) : "");
    }
}
