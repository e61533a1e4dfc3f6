package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.metrics.Sampler;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Looks at the apps of a namespace, and measures the workers of one. One thread uses it. */
final class Fleet {

    private final Api api;
    private final Sampler sampler;
    private final String namespace;

    Fleet(Api api, Sampler sampler, String namespace) {
        this.api = api;
        this.sampler = sampler;
        this.namespace = namespace;
    }

    /**
     * Looks at an app.
     *
     * @param name its name; if it is empty, the first app by name
     * @param shown the workers that are measured if there are too many for all
     * @throws Failure if there is no such app, or the API server refuses or can't be reached
     */
    Sample look(String name, Set<String> shown) {
        List<App> apps = api.get(Paths.apps(namespace) + "?resourceVersion=0").at("items").items().stream()
                .map(App::new)
                .sorted(Comparator.comparing(App::name))
                .toList();
        App app = apps.stream()
                .filter(one -> name.isEmpty() || one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.error(
                        name.isEmpty()
                                ? "there is no WorkerApp in namespace " + namespace
                                : "there is no WorkerApp \"" + name + "\" in namespace " + namespace));
        List<Worker> workers =
                api.get(Paths.workers(namespace, app.name()) + "&resourceVersion=0").at("items").items().stream()
                        .map(Fleet::worker)
                        .filter(worker -> worker.slot() >= 0)
                        .sorted(Comparator.comparingInt(Worker::slot)
                                .thenComparing(Worker::created)
                                .thenComparing(Worker::name))
                        .toList();
        List<Worker> running = workers.stream().filter(Worker::running).toList();
        List<Worker> asked = running.size() <= Sampler.MOST_WORKERS
                ? running
                : running.stream()
                        .filter(worker -> shown.isEmpty() || shown.contains(worker.name()))
                        .limit(Sampler.MOST_WORKERS)
                        .toList();
        return new Sample(
                app,
                workers,
                sampler.sample(asked),
                apps.stream().map(App::name).toList());
    }

    private static Worker worker(Json pod) {
        return new Worker(pod);
    }
}
