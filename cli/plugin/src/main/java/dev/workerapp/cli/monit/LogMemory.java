package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.logs.Line;
import dev.workerapp.cli.logs.Position;
import dev.workerapp.cli.logs.Readers;
import dev.workerapp.cli.logs.Source;
import dev.workerapp.cli.output.Escapes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last lines of workers. That of one worker is followed; those of the others are kept for when one turns back. Thread-safe. */
final class LogMemory implements AutoCloseable {

    private static final int MOST_LINES = 500;

    /** A log that has ended is read on after that. */
    private static final long RETRY_MILLIS = 1000;

    /** What is known of one log. */
    private static final class Memory {
        private final Position position = new Position();
        private final Deque<String> lines = new ArrayDeque<>();
        private String failure = "";
        private boolean begun;
        private boolean open;
    }

    private final Api api;
    private final Map<String, Memory> memories = new HashMap<>();
    private Optional<Worker> followed = Optional.empty();
    private Readers readers;

    LogMemory(Api api) {
        this.api = api;
        this.readers = readers();
    }

    private Readers readers() {
        return new Readers(api, new Readers.Listener() {
            @Override
            public void said(Line line) {
                add(line.source(), Escapes.none(line.text()));
            }

            @Override
            public void startedAgain(Source source) {
                add(source, "--- started again ---");
            }

            @Override
            public void ended(Source source, Optional<ApiFailure> why) {
                end(source, why);
            }
        });
    }

    /** Follows the log of this worker from now on. */
    synchronized void follow(Worker worker) {
        if (followed.isEmpty() || !followed.get().name().equals(worker.name())) {
            readers.close();
            readers = readers();
        }
        followed = Optional.of(worker);
        Memory memory = memories.computeIfAbsent(worker.name(), _ -> new Memory());
        Source source = Source.main(worker);
        if (!memory.open && source.started()) {
            memory.open = true;
            long pause = memory.begun ? RETRY_MILLIS : 0;
            memory.begun = true;
            readers.start(new Readers.Order(source, memory.position, "&tailLines=" + MOST_LINES, pause));
        }
    }

    private synchronized void add(Source source, String text) {
        Memory memory = memories.computeIfAbsent(source.worker().name(), _ -> new Memory());
        memory.failure = "";
        memory.lines.addLast(text);
        if (memory.lines.size() > MOST_LINES) {
            memory.lines.removeFirst();
        }
    }

    private synchronized void end(Source source, Optional<ApiFailure> why) {
        Memory memory = memories.computeIfAbsent(source.worker().name(), _ -> new Memory());
        memory.open = false;
        memory.failure = why.map(ApiFailure::message).orElse("");
    }

    /** The lines of a worker, the last of which come last; or why there are none. */
    synchronized List<String> lines(Worker worker) {
        Memory memory = memories.get(worker.name());
        if (memory == null) {
            return List.of();
        }
        return memory.lines.isEmpty() && !memory.failure.isEmpty()
                ? List.of(memory.failure)
                : List.copyOf(memory.lines);
    }

    /** The lines of all workers as they are now, by pod. */
    synchronized Map<String, List<String>> copy() {
        Map<String, List<String>> copy = new HashMap<>();
        memories.forEach((name, memory) -> copy.put(name, List.copyOf(memory.lines)));
        return copy;
    }

    /** Forgets workers that are gone. */
    synchronized void keepOnly(List<Worker> workers) {
        List<String> names = workers.stream().map(Worker::name).toList();
        memories.entrySet().removeIf(entry -> !names.contains(entry.getKey()) && !entry.getValue().open);
    }

    @Override
    public synchronized void close() {
        readers.close();
    }
}
