package dev.workerapp.cli.pod;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.target.Target;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the one worker that is meant where any of an app, or of a slot, will do. */
final class WorkerChoice {

    /** One that is ready before one that is not, then the newest. */
    private static final Comparator<Worker> BEST =
            Comparator.comparing(Worker::ready).thenComparing(Worker::created).thenComparing(Worker::name);

    private WorkerChoice() {}

    /**
     * That of a slot, whose container runs; without a slot that of slot 0, or where that has none of the lowest that has.
     *
     * @param read reads a path of the API
     * @throws Failure if there is none
     */
    static Worker running(Function<String, Json> read, String namespace, Target target) {
        return find(read, namespace, target, worker -> worker.running() && !worker.terminating(), "runs");
    }

    /** The same, whether its container runs or not. */
    static Worker any(Function<String, Json> read, String namespace, Target target) {
        return find(read, namespace, target, worker -> !worker.terminating(), "is there");
    }

    private static Worker find(
            Function<String, Json> read, String namespace, Target target, Predicate<Worker> fits, String does) {
        List<Worker> workers = read.apply(Paths.workers(namespace, target.app())).at("items").items().stream()
                .map(Worker::new)
                .filter(fits)
                .filter(worker -> target.slot().isEmpty()
                        || worker.slot() == target.slot().getAsInt())
                .toList();
        int slot = workers.stream().mapToInt(Worker::slot).min().orElse(-1);
        return workers.stream()
                .filter(worker -> worker.slot() == slot)
                .max(BEST)
                .orElseThrow(() -> {
                    // Says so if there is no such app.
                    Json _ = read.apply(Paths.app(namespace, target.app()));
                    return Failure.error("no worker of " + target + " " + does + ": kubectl workerapp list --workers "
                            + target.app());
                });
    }
}
