package dev.workerapp.cli.logs;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.target.Targets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whose logs are read, and how many of them at most.
 *
 * @param namespace the namespace of the apps
 * @param apps their names
 * @param targets what was named: apps, or slots of them
 * @param allContainers whether all containers are meant, not only the main ones
 * @param maxStreams so many logs are read at once, at most
 */
record Scope(String namespace, List<String> apps, Targets targets, boolean allContainers, int maxStreams) {

    Scope {
        apps = List.copyOf(apps);
    }

    /** The path of the pods. */
    String workersPath() {
        return Paths.withSelector(
                Paths.pods(namespace), Optional.of("workerapp.dev/app in (" + String.join(",", apps) + ")"));
    }

    /** The path of the apps, and maybe of others. */
    String appsPath() {
        String all = Paths.apps(namespace);
        return apps.size() == 1 ? all + "?fieldSelector=metadata.name%3D" + Paths.encode(apps.getFirst()) : all;
    }

    /** The workers among pods that are meant, by app, slot and age. */
    List<Worker> workers(Collection<Json> pods) {
        return pods.stream()
                .map(Worker::new)
                .filter(this::isMeant)
                .sorted(Comparator.comparing(Worker::app)
                        .thenComparingInt(Worker::slot)
                        .thenComparing(Worker::created)
                        .thenComparing(Worker::name))
                .toList();
    }

    private boolean isMeant(Worker worker) {
        List<Integer> slots = targets.slots(worker.app());
        return worker.slot() >= 0 && (slots.isEmpty() || slots.contains(worker.slot()));
    }

    /** The apps among objects that are meant. */
    List<App> apps(Collection<Json> objects) {
        return objects.stream()
                .map(App::new)
                .filter(app -> apps.contains(app.name()))
                .toList();
    }

    /** The containers of workers that are meant. */
    List<Source> sources(List<Worker> workers) {
        return workers.stream()
                .flatMap(worker -> Source.of(worker, allContainers).stream())
                .toList();
    }

    /**
     * The same.
     *
     * @throws Failure if these are too many. Replacements that come while logs are followed are not counted
     */
    List<Source> limited(List<Worker> workers) {
        List<Source> sources = sources(workers);
        if (sources.size() > maxStreams) {
            throw Failure.usage("there are " + sources.size() + " logs to read at once, more than --max-streams "
                    + maxStreams + "; name slots, as " + apps.getFirst() + "/0, or raise it");
        }
        return sources;
    }
}
