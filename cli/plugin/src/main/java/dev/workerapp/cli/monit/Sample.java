package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.metrics.Measured;
import dev.workerapp.cli.metrics.Row;
import dev.workerapp.cli.metrics.Sampler;
import java.util.List;
import java.util.Map;

/**
 * How an app was at one moment.
 *
 * @param app the app
 * @param workers its workers, by slot and age
 * @param measured what was measured in those that were asked, by the names of their pods
 * @param apps the names of all apps of the namespace
 */
record Sample(App app, List<Worker> workers, Map<String, Measured> measured, List<String> apps) {

    Sample {
        workers = List.copyOf(workers);
        measured = Map.copyOf(measured);
        apps = List.copyOf(apps);
    }

    /** A line for each worker. */
    List<Row> rows() {
        return workers.stream()
                .map(worker -> Row.of(worker, app.number(worker.revision()), measured))
                .toList();
    }

    /** How many workers run, and might be measured. */
    long running() {
        return workers.stream().filter(Worker::running).count();
    }

    /** Why figures are missing, each reason once. */
    List<String> missing() {
        return Sampler.reasons(measured).stream().sorted().toList();
    }
}
