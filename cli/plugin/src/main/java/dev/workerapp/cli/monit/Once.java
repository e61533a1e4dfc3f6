package dev.workerapp.cli.monit;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import dev.workerapp.cli.metrics.Row;
import dev.workerapp.cli.metrics.Totals;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Result;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Prints one sample. */
final class Once {

    private Once() {}

    /** As a table with all columns, whatever the width of the terminal. */
    static void table(Sample sample, Console console, Instant now) {
        Figures figures = Figures.of(console.unicode());
        Header.lines(sample, figures, console.colours(), Header.ANY, now).forEach(console::print);
        List<Row> rows = sample.rows();
        Grid grid = Grid.of(rows, Header.ANY, figures, now);
        console.print(grid.heading());
        for (Row row : rows) {
            console.print(console.colours().paint(Grid.colour(row), grid.line(row)));
        }
        sample.missing().forEach(console::hint);
    }

    /** As an object; what is not known is null. */
    static void json(Sample sample, String format, Console console) {
        Totals totals = new Totals(sample.rows());
        Result.print(
                Result.of(
                        "Monitor",
                        "app",
                        sample.app().name(),
                        "state",
                        sample.app().state(),
                        "running",
                        sample.running(),
                        "measured",
                        totals.measured(),
                        "requestsPerSecond",
                        number(totals.rate(Rates::requests)),
                        "failuresPerSecond",
                        number(totals.rate(Rates::failures)),
                        "p50Seconds",
                        number(totals.quantile(0.5)),
                        "p95Seconds",
                        number(totals.quantile(0.95)),
                        "p99Seconds",
                        number(totals.quantile(0.99)),
                        "inFlight",
                        number(totals.now(Reading::inFlight)),
                        "heapUsedBytes",
                        number(totals.now(Reading::heapUsed)),
                        "cpuCores",
                        number(totals.rate(Rates::cores)),
                        "gcShare",
                        number(totals.gcShare()),
                        "workers",
                        sample.rows().stream().map(Once::worker).toList(),
                        "missing",
                        sample.missing()),
                format,
                console);
    }

    private static Json worker(Row row) {
        return Json.object(
                "slot",
                row.worker().slot(),
                "worker",
                row.worker().name(),
                "status",
                row.status(),
                "revision",
                row.revision(),
                "requestsPerSecond",
                number(row.rate(Rates::requests)),
                "p99Seconds",
                number(row.quantile(0.99)),
                "inFlight",
                number(row.now(Reading::inFlight)),
                "heapUsedBytes",
                number(row.now(Reading::heapUsed)),
                "heapMaxBytes",
                number(row.now(Reading::heapMax)),
                "heapAfterGcBytes",
                number(row.now(Reading::heapAfterGc)),
                "gcShare",
                number(row.rate(Rates::gcShare)),
                "cpuCores",
                number(row.rate(Rates::cores)),
                "threads",
                number(row.now(Reading::threads)),
                "restarts",
                row.worker().restarts());
    }

    /** To six digits: more are noise. A time above the last bucket of the histogram is the text {@code >30}. */
    private static Json number(OptionalDouble figure) {
        if (figure.isEmpty()) {
            return Json.Nothing.NOTHING;
        }
        double value = figure.getAsDouble();
        return Double.isInfinite(value)
                ? Json.of(">30")
                : new Json.Num(new BigDecimal(value, new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
