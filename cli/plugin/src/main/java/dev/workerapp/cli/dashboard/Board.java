package dev.workerapp.cli.dashboard;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.metrics.Measured;
import dev.workerapp.cli.metrics.Row;
import dev.workerapp.cli.metrics.Sampler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the page shows. One thread looks; any thread reads. */
final class Board {

    private final Api api;
    private final Sampler sampler;
    private final String namespace;
    private final Set<String> names;
    private final InstantSource clock;
    private final Map<String, History> histories = new HashMap<>();
    private volatile Json.Obj now = Json.object();

    /**
     * A new one, of which nothing is known yet.
     *
     * @param names the apps that are shown; all of the namespace if there are none
     */
    Board(Api api, Sampler sampler, String namespace, Set<String> names, InstantSource clock) {
        this.api = api;
        this.sampler = sampler;
        this.namespace = namespace;
        this.names = Set.copyOf(names);
        this.clock = clock;
    }

    /** How it is now, as the page reads it. */
    Json.Obj now() {
        return now;
    }

    /** How the app was; empty if there is none of that name. */
    Optional<Json> history(String app) {
        synchronized (histories) {
            return Optional.ofNullable(histories.get(app)).map(History::json);
        }
    }

    /** Looks, and keeps what was seen before if that fails: the page then says since when. */
    void lookAgain() {
        try {
            look();
        } catch (Failure e) {
            Map<String, Json> fields = new HashMap<>(now.fields());
            fields.put("failure", Json.of(e.message()));
            now = new Json.Obj(fields);
        }
    }

    /**
     * Looks.
     *
     * @throws Failure if the API server refuses, or can't be reached
     */
    void look() {
        List<App> apps = apps();
        Map<String, List<Worker>> workers = workers();
        List<Worker> running = apps.stream()
                .flatMap(app -> workers.getOrDefault(app.name(), List.of()).stream())
                .filter(Worker::running)
                .toList();
        Map<String, Measured> measured =
                sampler.sample(running.subList(0, Math.min(running.size(), Sampler.MOST_WORKERS)));
        Instant instant = clock.instant();
        long seconds = instant.getEpochSecond();
        List<Json> shown = new ArrayList<>();
        synchronized (histories) {
            histories.keySet().retainAll(apps.stream().map(App::name).toList());
            for (App app : apps) {
                AppView view = new AppView(
                        app,
                        workers.getOrDefault(app.name(), List.of()).stream()
                                .map(worker -> Row.of(worker, app.number(worker.revision()), measured))
                                .toList());
                histories.computeIfAbsent(app.name(), _ -> new History()).add(view.point(seconds));
                shown.add(view.json(instant));
            }
        }
        now = Json.object(
                "namespace",
                namespace,
                "at",
                seconds,
                "apps",
                shown,
                "running",
                running.size(),
                "measured",
                Math.min(running.size(), Sampler.MOST_WORKERS),
                "missing",
                Sampler.reasons(measured));
    }

    private List<App> apps() {
        List<App> apps = new ArrayList<>();
        for (Json item : list(Paths.apps(namespace))) {
            App app = new App(item);
            if (names.isEmpty() || names.contains(app.name())) {
                apps.add(app);
            }
        }
        return apps;
    }

    private Map<String, List<Worker>> workers() {
        Map<String, List<Worker>> workers = new HashMap<>();
        for (Json item : list(Paths.withSelector(Paths.pods(namespace), Optional.of("workerapp.dev/worker=true")))) {
            Worker worker = new Worker(item);
            workers.computeIfAbsent(worker.app(), _ -> new ArrayList<>()).add(worker);
        }
        workers.values()
                .forEach(list -> list.sort(Comparator.comparingInt(Worker::slot).thenComparing(Worker::created)));
        return workers;
    }

    /** From the API server's cache, which is quick, and late by a moment at most. */
    private List<Json> list(String path) {
        return api.get(path + (path.contains("?") ? "&" : "?") + "resourceVersion=0")
                .at("items")
                .items();
    }
}
