package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.metrics.Measured;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A worker with what it measures.
 *
 * @param worker the worker
 * @param status a word: its own while it runs, else that of kubectl
 * @param revision the number of its revision; its name where the app does not know the number
 * @param reading what it measured; empty if it did not answer
 * @param rates since the sample before; empty in the first one
 */
record Row(Worker worker, String status, String revision, Optional<Reading> reading, Optional<Rates> rates) {

    static Row of(App app, Worker worker, Map<String, Measured> measured) {
        Optional<Reading> reading = Optional.empty();
        Optional<Rates> rates = Optional.empty();
        if (measured.get(worker.name()) instanceof Measured.Known known) {
            reading = Optional.of(known.reading());
            rates = known.rates();
        }
        return new Row(worker, status(worker, reading), Reload.number(app, worker.revision()), reading, rates);
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

    /** A figure of its reading. */
    OptionalDouble now(Function<Reading, OptionalDouble> figure) {
        return reading.map(figure).orElse(OptionalDouble.empty());
    }

    /** A figure of its rates. */
    OptionalDouble rate(Function<Rates, OptionalDouble> figure) {
        return rates.map(figure).orElse(OptionalDouble.empty());
    }

    /** The time within which this share of its requests was answered, in seconds. */
    OptionalDouble quantile(double share) {
        return rate(some -> some.latencies().quantile(share));
    }
}
