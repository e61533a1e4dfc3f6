package dev.workerapp.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the metadata of all objects of one kind, in a namespace or in all: lists, then hears of changes. It lists again
 * when the server has forgotten the version to go on from, when a watch breaks off, and when a watch is mute: an API server
 * sends a bookmark each minute. What can't be had is tried again, after 1 s at first and 30 s at most. Thread-safe.
 */
final class MetadataWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataWatch.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** What fails as often, without a refusal in words, is more than a connection that has come to its end. */
    private static final int MOST_FAILURES = 3;

    /** Hears of objects, in one thread. */
    interface Listener {
        /** An object is listed, has come, or has changed. */
        void seen(Metadata object);

        /** An object was deleted. */
        void deleted(Metadata object);

        /** All that are there were {@link #seen} since {@link #listing}, and from now on changes are heard of. */
        void listed();

        /** A list begins. */
        void listing();

        /** A watch has come to its end as it should, and the next one begins. */
        void ended();

        /** Nothing is known any more. */
        void failed();
    }

    private final Requests requests;
    private final Kind kind;
    private final String namespace;
    private final Listener listener;
    private final Duration shortestWait;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> unknown;
    /** How often it has failed since a watch was last open. */
    private int failures;

    private Duration wait;

    /**
     * Starts to watch.
     *
     * @param namespace empty for all
     * @param shortestWait how long it waits between two tries at least
     */
    MetadataWatch(Requests requests, Kind kind, String namespace, Listener listener, Duration shortestWait) {
        this.requests = requests;
        this.kind = kind;
        this.namespace = namespace;
        this.listener = listener;
        this.shortestWait = shortestWait;
        this.unknown = Optional.of("they have not been listed yet");
        this.wait = shortestWait;
        this.thread = Thread.ofVirtual()
                .name("metadata of " + kind.resource() + " " + namespace)
                .start(this::run);
    }

    /** Waits for the end of the first try to list, or so long. */
    void awaitFirstTry(Duration patience) {
        try {
            firstTry.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing is known of these objects; empty while they are watched. */
    Optional<String> unknown() {
        return unknown.map(why -> kind.word() + "s" + (namespace.isEmpty() ? "" : " in namespace " + namespace)
                + " can't be watched: " + why);
    }

    private void run() {
        try {
            do {
                try {
                    follow(list());
                } catch (InterruptedIOException e) {
                    throw e;
                } catch (IOException | RuntimeException e) {
                    failed(e);
                    wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
                }
            } while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | InterruptedIOException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the version of the list */
    private String list() throws IOException {
        listener.listing();
        MetadataJson.Page page = new MetadataJson.Page("", "");
        do {
            try (JsonParser json = requests.list(kind, namespace, page.continueToken())) {
                page = MetadataJson.readPage(json, listener::seen);
            }
        } while (!page.continueToken().isEmpty());
        return page.version();
    }

    /** From one watch to the next, until a list is needed. */
    private void follow(String listed) throws IOException, InterruptedException {
        String version = listed;
        boolean isFirst = true;
        do {
            try (JsonParser json = requests.watch(kind, namespace, version)) {
                if (isFirst) {
                    watching();
                    isFirst = false;
                }
                Optional<MetadataJson.Event> event = MetadataJson.readEvent(json);
                while (event.isPresent()) {
                    version = heard(event.get()).orElse(version);
                    event = MetadataJson.readEvent(json);
                }
                listener.ended();
            } catch (BodyStream.Silence e) {
                LOG.warn("the watch of {} is mute, so they are listed again: {}", kind.resource(), e.getMessage());
                return;
            } catch (ApiFailure e) {
                if (e.isExpired()) {
                    return;
                }
                throw e;
            }
        } while (!closing.await(shortestWait.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A list alone is not enough: where it may be listed and not watched, nobody would hear of a change. */
    private void watching() {
        failures = 0;
        wait = shortestWait;
        unknown = Optional.empty();
        listener.listed();
        firstTry.countDown();
    }

    /** @return the version to go on from */
    private Optional<String> heard(MetadataJson.Event event) throws ApiFailure {
        switch (event.type()) {
            case "ADDED", "MODIFIED" -> event.object().ifPresent(listener::seen);
            case "DELETED" -> event.object().ifPresent(listener::deleted);
            case "ERROR" -> throw new ApiFailure(event.code(), "", event.message());
            default -> LOG.debug("an event of the watch of {}: {}", kind.resource(), event.type());
        }
        return event.object().map(Metadata::version).filter(version -> !version.isEmpty());
    }

    private void failed(Exception failure) {
        failures++;
        boolean isRefusal = failure instanceof ApiFailure answer && answer.isRefusal();
        if (isRefusal || failures >= MOST_FAILURES || unknown.isPresent()) {
            String why = String.valueOf(failure.getMessage());
            if (!unknown.equals(Optional.of(why))) {
                LOG.warn("{} can't be watched, which is tried again: {}", kind.resource(), why);
            }
            unknown = Optional.of(why);
            listener.failed();
        }
        firstTry.countDown();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Ends the watch; does not wait for it. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
