package dev.workerapp.cli.pod;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.target.Target;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Finds the one worker that is meant where any of an app, or of a slot, will do. */
final class WorkerChoice {

    /** One that is ready before one that is not, then the newest. */
    private static final Comparator<Worker> BEST =
            Comparator.comparing(Worker::ready).thenComparing(Worker::created).thenComparing(Worker::name);

    private WorkerChoice() {}

    /**
     * That of a slot; without a slot that of slot 0, or where that is empty of the lowest that is not.
     *
     * @param read reads a path of the API
     * @throws Failure if there is none that runs
     */
    static Worker find(Function<String, Json> read, String namespace, Target target) {
        List<Worker> running = read.apply(Paths.workers(namespace, target.app())).at("items").items().stream()
                .map(Worker::new)
                .filter(worker -> worker.running() && !worker.terminating())
                .filter(worker -> target.slot().isEmpty()
                        || worker.slot() == target.slot().getAsInt())
                .toList();
        int slot = running.stream().mapToInt(Worker::slot).min().orElse(-1);
        return running.stream()
                .filter(worker -> worker.slot() == slot)
                .max(BEST)
                .orElseThrow(() -> {
                    // Says so if there is no such app.
                    Json _ = read.apply(Paths.app(namespace, target.app()));
                    return Failure.error(
                            "no worker of " + target + " runs: kubectl workerapp list --workers " + target.app());
                });
    }
}
