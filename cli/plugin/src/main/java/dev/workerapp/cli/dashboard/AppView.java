package dev.workerapp.cli.dashboard;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.metrics.Latencies;
import dev.workerapp.cli.metrics.Measured;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An app as the page shows it. What is not known is {@code null} there.
 *
 * @param app the app
 * @param workers its workers, by slot and age
 * @param measured what they measure, by the names of their pods
 */
record AppView(App app, List<Worker> workers, Map<String, Measured> measured) {

    /** The app with its workers. */
    Json json() {
        Json status = app.json().at("status");
        Latencies latencies = latencies();
        return Json.object(
                "name", app.name(),
                "state", app.state(),
                "instances", app.instances(),
                "ready", app.ready(),
                "updated", app.updated(),
                "revision", app.revision(),
                "image", app.image(),
                "reload", status.at("reload"),
                "requests", sum(rates(), Rates::requests),
                "failures", sum(rates(), Rates::failures),
                "p50", millis(latencies.quantile(0.5)),
                "p99", millis(latencies.quantile(0.99)),
                "inFlight", sum(readings(), Reading::inFlight),
                "cores", sum(rates(), Rates::cores),
                "heapUsed", sum(readings(), Reading::heapUsed),
                "heapMax", sum(readings(), Reading::heapMax),
                "workers", workers.stream().map(this::worker).toList());
    }

    private Json worker(Worker worker) {
        Optional<Reading> reading = reading(worker);
        Optional<Rates> rates = rates(worker);
        return Json.object(
                "slot", worker.slot(),
                "name", worker.name(),
                "status", status(worker, reading),
                "revision", worker.revision(),
                "requests", number(rates.map(Rates::requests)),
                "p99", millis(rates.map(some -> some.latencies().quantile(0.99)).orElse(OptionalDouble.empty())),
                "inFlight", number(reading.map(Reading::inFlight)),
                "heapUsed", number(reading.map(Reading::heapUsed)),
                "heapMax", number(reading.map(Reading::heapMax)),
                "heapAfterGc", number(reading.map(Reading::heapAfterGc)),
                "gcShare", number(rates.map(Rates::gcShare)),
                "cores", number(rates.map(Rates::cores)),
                "threads", number(reading.map(Reading::threads)),
                "restarts", worker.restarts(),
                "node", worker.node(),
                "created", worker.created());
    }

    private static String status(Worker worker, Optional<Reading> reading) {
        if (reading.isPresent() && reading.get().draining()) {
            return "draining";
        }
        if (worker.terminating() || !worker.running()) {
            return worker.state();
        }
        return worker.ready() ? "ready" : "not ready";
    }

    /** The same in short, for the plots. */
    Json point(long seconds) {
        Latencies latencies = latencies();
        Map<String, Integer> byRevision = new TreeMap<>();
        workers.stream()
                .filter(worker -> worker.ready() && !worker.terminating())
                .forEach(worker -> byRevision.merge(worker.revision(), 1, Integer::sum));
        Map<String, Json> revisions = new TreeMap<>();
        byRevision.forEach((revision, count) -> revisions.put(revision, Json.of(count)));
        return Json.object(
                "at", seconds,
                "requests", sum(rates(), Rates::requests),
                "p50", millis(latencies.quantile(0.5)),
                "p99", millis(latencies.quantile(0.99)),
                "revisions", new Json.Obj(revisions));
    }

    private Optional<Reading> reading(Worker worker) {
        return measured.get(worker.name()) instanceof Measured.Known known
                ? Optional.of(known.reading())
                : Optional.empty();
    }

    private Optional<Rates> rates(Worker worker) {
        return measured.get(worker.name()) instanceof Measured.Known known ? known.rates() : Optional.empty();
    }

    private List<Reading> readings() {
        return workers.stream().flatMap(worker -> reading(worker).stream()).toList();
    }

    private List<Rates> rates() {
        return workers.stream().flatMap(worker -> rates(worker).stream()).toList();
    }

    private Latencies latencies() {
        return rates().stream().map(Rates::latencies).reduce(Latencies.NONE, Latencies::plus);
    }

    private static <T> Json sum(List<T> from, Function<T, OptionalDouble> figure) {
        List<Double> known = new ArrayList<>();
        from.forEach(one -> figure.apply(one).ifPresent(known::add));
        return known.isEmpty()
                ? Json.Nothing.NOTHING
                : Json.of(known.stream().mapToDouble(Double::doubleValue).sum());
    }

    private static Json number(Optional<OptionalDouble> figure) {
        OptionalDouble some = figure.orElse(OptionalDouble.empty());
        return some.isPresent() ? Json.of(some.getAsDouble()) : Json.Nothing.NOTHING;
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
