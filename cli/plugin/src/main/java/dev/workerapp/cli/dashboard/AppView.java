package dev.workerapp.cli.dashboard;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.LastReload;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import dev.workerapp.cli.metrics.Row;
import dev.workerapp.cli.metrics.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * An app as the page shows it. What is not known is {@code null} there.
 *
 * @param app the app
 * @param rows its workers, by slot and age
 */
record AppView(App app, List<Row> rows) {

    AppView {
        rows = List.copyOf(rows);
    }

    /** The app with its workers, at this time. */
    Json json(Instant now) {
        Totals totals = new Totals(rows);
        return Json.object(
                "name", app.name(),
                "state", app.state(),
                "instances", app.instances(),
                "ready", app.ready(),
                "updated", app.updated(),
                "image", app.image(),
                "revision", app.number(app.revision()),
                "reload", app.json().at("status", "reload"),
                "reloadWords", LastReload.words(app, now),
                "requests", number(totals.rate(Rates::requests)),
                "p50", millis(totals.quantile(0.5)),
                "p99", millis(totals.quantile(0.99)),
                "inFlight", number(totals.now(Reading::inFlight)),
                "cores", number(totals.rate(Rates::cores)),
                "heapUsed", number(totals.now(Reading::heapUsed)),
                "heapMax", number(totals.now(Reading::heapMax)),
                "workers", rows.stream().map(AppView::worker).toList());
    }

    private static Json worker(Row row) {
        return Json.object(
                "slot", row.worker().slot(),
                "name", row.worker().name(),
                "status", row.status(),
                "revision", row.revision(),
                "requests", number(row.rate(Rates::requests)),
                "p99", millis(row.quantile(0.99)),
                "inFlight", number(row.now(Reading::inFlight)),
                "heapUsed", number(row.now(Reading::heapUsed)),
                "heapMax", number(row.now(Reading::heapMax)),
                "heapAfterGc", number(row.now(Reading::heapAfterGc)),
                "gcShare", number(row.rate(Rates::gcShare)),
                "cores", number(row.rate(Rates::cores)),
                "threads", number(row.now(Reading::threads)),
                "restarts", row.worker().restarts(),
                "node", row.worker().node(),
                "created", row.worker().created());
    }

    /** The same in short, for the plots. */
    Json point(long seconds) {
        Totals totals = new Totals(rows);
        Map<String, Integer> byRevision = new TreeMap<>();
        rows.stream()
                .filter(row -> row.worker().ready() && !row.worker().terminating())
                .forEach(row -> byRevision.merge(row.revision(), 1, Integer::sum));
        Map<String, Json> revisions = new TreeMap<>();
        byRevision.forEach((revision, count) -> revisions.put(revision, Json.of(count)));
        return Json.object(
                "at", seconds,
                "requests", number(totals.rate(Rates::requests)),
                "p50", millis(totals.quantile(0.5)),
                "p99", millis(totals.quantile(0.99)),
                "revisions", new Json.Obj(revisions));
    }

    private static Json number(OptionalDouble figure) {
        return figure.isPresent() ? Json.of(figure.getAsDouble()) : Json.Nothing.NOTHING;
    }

    /** In milliseconds; the text {@code >30000} above the last bucket. */
    private static Json millis(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return Json.Nothing.NOTHING;
        }
        return Double.isInfinite(seconds.getAsDouble())
                ? Json.of(">30000")
                : Json.of(Math.round(seconds.getAsDouble() * 1e5) / 100.0);
    }
}
