package dev.workerapp.cli.logs;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Watch;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Follows the logs of workers as these come, are started again and go. Watches and readers have threads of their own and put
 * what they see into a queue; all else is done in the thread that takes it out.
 */
final class Followed implements AutoCloseable {

    /** Readers wait when so many lines are not printed yet. */
    private static final int QUEUE = 10_000;

    /** A log that ends while its container runs is read on after that. */
    private static final long RETRY_MILLIS = 1000;

    /** When all workers are gone, last lines are waited for so long. */
    private static final long LAST_LINES_SECONDS = 5;

    /** What the threads see. */
    private sealed interface Event {
        record Said(Line line) implements Event {}

        record StartedAgain(Source source) implements Event {}

        record Ended(Source source, Optional<ApiFailure> why) implements Event {}

        record Workers(List<Worker> workers) implements Event {}

        record Apps(List<App> apps) implements Event {}

        record Failed(Failure why) implements Event {}
    }

    /** A log: how far it is read, and of which run of its container. */
    private static final class Log {
        private final Position position = new Position();
        private final String begin;
        private Source source;
        private long restartsRead = -1;
        private boolean open;
        private boolean gone;
        private boolean failing;

        Log(Source source, String begin) {
            this.source = source;
            this.begin = begin;
        }

        /** Whether it has lines that were not read, or some are about to come. */
        boolean isToBeRead() {
            return !open && source.started() && (source.running() || source.restarts() != restartsRead);
        }
    }

    private final Scope scope;
    private final String begin;
    private final LogPrinter printer;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUE);
    private final Readers readers;
    private final Watch workersWatch;
    private final Watch appsWatch;
    private final Takeovers takeovers;
    private final Map<String, Log> logs = new LinkedHashMap<>();
    private List<App> apps = List.of();
    private boolean appsKnown;
    private boolean workersKnown;

    /**
     * Of the logs in scope.
     *
     * @param begin the part of the query that says where the logs of the first workers begin; those of later ones are read whole
     */
    Followed(Api api, Scope scope, String begin, LogPrinter printer) {
        this.scope = scope;
        this.begin = begin;
        this.printer = printer;
        this.takeovers = new Takeovers(printer::note);
        this.readers = new Readers(api, new Readers.Listener() {
            @Override
            public void said(Line line) {
                put(new Event.Said(line));
            }

            @Override
            public void startedAgain(Source source) {
                put(new Event.StartedAgain(source));
            }

            @Override
            public void ended(Source source, Optional<ApiFailure> why) {
                put(new Event.Ended(source, why));
            }
        });
        this.workersWatch = new Watch(api, scope.workersPath());
        this.appsWatch = new Watch(api, scope.appsPath());
    }

    /** Follows them until the apps and their workers are gone, or nobody reads what is printed. */
    void run() {
        watch(appsWatch, objects -> new Event.Apps(scope.apps(objects.values())));
        try {
            while (true) {
                Event event = events.poll();
                if (event == null) {
                    if (!printer.flush()) {
                        return;
                    }
                    event = events.poll(LAST_LINES_SECONDS, TimeUnit.SECONDS);
                }
                if (event != null) {
                    handle(event);
                }
                if (areGone() && (event == null || logs.isEmpty())) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean areGone() {
        return appsKnown
                && workersKnown
                && apps.isEmpty()
                && logs.values().stream().allMatch(log -> log.gone);
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Said(Line line) -> printer.print(line);
            case Event.StartedAgain(Source source) ->
                printer.note("--- " + source.label() + ": container " + source.container() + " of "
                        + source.worker().name() + " was started again ---");
            case Event.Ended(Source source, Optional<ApiFailure> why) -> ended(source, why);
            case Event.Workers(List<Worker> workers) -> workers(workers);
            case Event.Apps(List<App> now) -> {
                apps = now;
                takeovers.know(apps);
                if (!appsKnown) {
                    watch(workersWatch, objects -> new Event.Workers(scope.workers(objects.values())));
                }
                appsKnown = true;
            }
            case Event.Failed(Failure why) -> throw why;
        }
    }

    private void workers(List<Worker> workers) {
        String from = workersKnown ? "" : begin;
        List<Source> sources = workersKnown ? scope.sources(workers) : scope.limited(workers);
        workersKnown = true;
        takeovers.see(workers);
        Set<String> present = new HashSet<>();
        for (Source source : sources) {
            present.add(source.key());
            Log log = logs.computeIfAbsent(source.key(), _ -> new Log(source, from));
            log.source = source;
            if (log.isToBeRead()) {
                read(log, 0);
            }
        }
        logs.forEach((key, log) -> log.gone = !present.contains(key));
        // What is open is read to its end first.
        logs.values().removeIf(log -> log.gone && !log.open);
    }

    private void ended(Source source, Optional<ApiFailure> why) {
        Log log = logs.get(source.key());
        if (log == null) {
            return;
        }
        if (why.isPresent() && why.get().forbidden()) {
            throw why.get();
        }
        if (why.isPresent() && !log.failing && !why.get().notFound()) {
            printer.note(source.label() + ": " + why.get().message() + "; it is tried again while the worker runs");
        }
        log.failing = why.isPresent();
        log.open = false;
        if (log.gone) {
            logs.remove(source.key());
        } else if (log.isToBeRead()) {
            read(log, RETRY_MILLIS);
        }
    }

    private void read(Log log, long pauseMillis) {
        Source source = log.source;
        log.open = true;
        log.restartsRead = source.restarts();
        readers.start(new Readers.Order(source, log.position, log.begin, pauseMillis));
    }

    private void watch(Watch watch, Function<Map<String, Json>, Event> seen) {
        Thread.ofPlatform().daemon().name("watch").start(() -> {
            try {
                watch.follow(objects -> put(seen.apply(objects)));
            } catch (Failure e) {
                put(new Event.Failed(e));
            }
        });
    }

    private void put(Event event) {
        try {
            events.put(event);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        appsWatch.end();
        workersWatch.end();
        readers.close();
    }
}
