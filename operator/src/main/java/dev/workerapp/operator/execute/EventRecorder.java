package dev.workerapp.operator.execute;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events beside the reconciliations: no worker is replaced later because its predecessor's end was still being told.
 * What is done to one worker after the other, for one reason, within some seconds is one Event that names all of them; all
 * else is written at once, in the order in which it was told. An Event is news, not truth: one that can't be written is
 * logged and dropped. Thread-safe.
 */
public final class EventRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

    /** As many as client-go's broadcaster lets wait. */
    private static final int WAITING = 1000;

    private final KubernetesClient client;
    private final Duration patience;
    private final EventSeries series;
    private final ThreadPoolExecutor writer;

    /**
     * A recorder that writes with this client.
     *
     * @param collecting for how long Events that belong together are collected
     * @param patience how long {@link #close} waits for what was told before
     */
    public EventRecorder(KubernetesClient client, Duration collecting, Duration patience) {
        this.client = client;
        this.patience = patience;
        this.series = new EventSeries(collecting, this::enqueue);
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> Thread.ofPlatform().name("events").daemon().unstarted(task),
                (_, _) -> LOG.warn("an Event is lost: {} others wait, or the operator stops", WAITING));
    }

    /** Takes an Event to be written; returns at once. */
    public void record(Event event) {
        if (EventSeries.takes(event)) {
            series.add(event);
        } else {
            enqueue(event);
        }
    }

    private void enqueue(Event event) {
        writer.execute(() -> write(event));
    }

    private void write(Event event) {
        try {
            client.events().v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                countAgain(event);
            } else {
                LOG.warn("the Event {} is lost: {}", event.getReason(), e.getMessage());
            }
        } catch (RuntimeException e) {
            // As from the gate that is closed while this operator does not lead: the thread writes the next one.
            LOG.warn("the Event {} is lost: {}", event.getReason(), e.getMessage());
        }
    }

    /**
     * The same news again: one Event, counted. It may also be this very Event, where the answer to its create was lost and
     * the client has sent it once more: that is told by its time, and is counted once.
     */
    private void countAgain(Event event) {
        try {
            // By name, since the client would take a given object for the known one and count from it.
            client.events()
                    .v1()
                    .events()
                    .inNamespace(event.getMetadata().getNamespace())
                    .withName(event.getMetadata().getName())
                    .edit(known -> again(known, event));
        } catch (RuntimeException e) {
            LOG.warn("the Event {} is not counted again: {}", event.getReason(), e.getMessage());
        }
    }

    private static Event again(Event known, Event event) {
        MicroTime last = known.getSeries() == null
                ? known.getEventTime()
                : known.getSeries().getLastObservedTime();
        if (event.getEventTime().equals(last)) {
            return known;
        }
        int count = known.getSeries() == null ? 1 : known.getSeries().getCount();
        return new EventBuilder(known)
                .withNewSeries()
                .withCount(count + 1)
                .withLastObservedTime(event.getEventTime())
                .endSeries()
                .build();
    }

    /** Takes no more; waits until what was told is written, as long as its patience lasts. */
    @Override
    public void close() {
        series.close();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} Events are lost: they were not written in time",
                        writer.getQueue().size() + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
