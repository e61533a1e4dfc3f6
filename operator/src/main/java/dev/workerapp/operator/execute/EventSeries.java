package dev.workerapp.operator.execute;

import dev.workerapp.operator.api.Sentences;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events that tell of one pod after the other what was done with it, as in a reload, collected for some seconds: one Event
 * tells of all of them. Warnings are not for it, nor what is about the app as a whole. Thread-safe.
 */
final class EventSeries implements AutoCloseable {

    /** In bytes: the API server takes no longer note. */
    private static final int LONGEST_NOTE = 1024;

    private static final int MOST_NAMED = 10;

    private final Duration collecting;
    private final Consumer<Event> out;
    private final Map<Kind, List<Event>> collected = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("event-series").daemon().unstarted(task));

    /** What Events have in common that are one. */
    private record Kind(
            String app,
            String action,
            String reason,
            @Nullable Map<String, String> labels) {

        static Kind of(Event event) {
            return new Kind(
                    event.getRegarding().getUid(),
                    event.getAction(),
                    event.getReason(),
                    event.getMetadata().getLabels());
        }
    }

    /**
     * A collector.
     *
     * @param collecting how long after the first Event of a kind they are handed on; with zero none waits
     * @param out where to; called from any thread
     */
    EventSeries(Duration collecting, Consumer<Event> out) {
        this.collecting = collecting;
        this.out = out;
    }

    /** Whether an Event is one that may be told with others. */
    static boolean takes(Event event) {
        return "Normal".equals(event.getType()) && event.getRelated() != null;
    }

    /** Takes an Event; after {@link #close} it is handed on at once. */
    synchronized void add(Event event) {
        if (collecting.isZero()) {
            out.accept(event);
            return;
        }
        Kind kind = Kind.of(event);
        List<Event> others = collected.get(kind);
        if (others != null) {
            others.add(event);
            return;
        }
        try {
            var _ = timer.schedule(() -> end(kind), collecting.toMillis(), TimeUnit.MILLISECONDS);
            collected.put(kind, new ArrayList<>(List.of(event)));
        } catch (RejectedExecutionException e) {
            out.accept(event);
        }
    }

    private synchronized void end(Kind kind) {
        List<Event> events = collected.remove(kind);
        if (events != null) {
            out.accept(asOne(events));
        }
    }

    private static Event asOne(List<Event> events) {
        Event first = events.getFirst();
        if (events.size() == 1) {
            return first;
        }
        String others = events.stream()
                .skip(1)
                .limit(MOST_NAMED)
                .map(event -> event.getRelated().getName())
                .collect(Collectors.joining(", "));
        int unnamed = events.size() - 1 - MOST_NAMED;
        String likewise = Sentences.clip(
                " Likewise " + others + (unnamed > 0 ? " and " + unnamed + " others." : "."), LONGEST_NOTE / 2);
        int room = LONGEST_NOTE - likewise.getBytes(StandardCharsets.UTF_8).length;
        return new EventBuilder(first)
                .withNote(Sentences.clip(first.getNote(), room) + likewise)
                .withRelated(null)
                .build();
    }

    /** Hands on what it has. */
    @Override
    public synchronized void close() {
        timer.shutdownNow();
        List.copyOf(collected.keySet()).forEach(this::end);
    }
}
