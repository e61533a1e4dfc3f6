package dev.workerapp.cli.metrics;

import dev.workerapp.cli.app.Worker;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A worker with what it measures.
 *
 * @param worker the worker
 * @param status a word: its own while it runs, else that of kubectl
 * @param revision its revision, as it is shown
 * @param reading what it measured; empty if it did not answer
 * @param rates since the sample before; empty in the first one
 */
public record Row(Worker worker, String status, String revision, Optional<Reading> reading, Optional<Rates> rates) {

    /**
     * Of a worker.
     *
     * @param revision its revision, as it is shown
     * @param measured what workers measure, by the names of their pods
     */
    public static Row of(Worker worker, String revision, Map<String, Measured> measured) {
        Optional<Reading> reading = Optional.empty();
        Optional<Rates> rates = Optional.empty();
        if (measured.get(worker.name()) instanceof Measured.Known known) {
            reading = Optional.of(known.reading());
            rates = known.rates();
        }
        return new Row(worker, status(worker, reading), revision, reading, rates);
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
    public OptionalDouble now(Function<Reading, OptionalDouble> figure) {
        return reading.map(figure).orElse(OptionalDouble.empty());
    }

    /** A figure of its rates. */
    public OptionalDouble rate(Function<Rates, OptionalDouble> figure) {
        return rates.map(figure).orElse(OptionalDouble.empty());
    }

    /** The time within which this share of its requests was answered, in seconds. */
    public OptionalDouble quantile(double share) {
        return rate(some -> some.latencies().quantile(share));
    }
}
