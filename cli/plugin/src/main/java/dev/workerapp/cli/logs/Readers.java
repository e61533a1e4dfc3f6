package dev.workerapp.cli.logs;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads logs as they are written, each in a thread of its own. Thread-safe. */
public final class Readers implements AutoCloseable {

    /** Is told what is read, in the threads that read. */
    public interface Listener {

        /** A line that was not read before. */
        void said(Line line);

        /** The container was started again since its log was read: the end of the run before comes next, then the new run. */
        void startedAgain(Source source);

        /** A log has ended, or its connection; with the reason if it could not be read. */
        void ended(Source source, Optional<ApiFailure> why);
    }

    /**
     * What is to be read.
     *
     * @param source the log
     * @param position how far it was read
     * @param begin the part of the query that says where it begins if it was not read before
     * @param pauseMillis how long to wait first
     */
    public record Order(Source source, Position position, String begin, long pauseMillis) {}

    private final Api api;
    private final Listener listener;
    private final Set<Reading> open = new HashSet<>();
    private boolean closed;

    /** Of this API server. */
    public Readers(Api api, Listener listener) {
        this.api = api;
        this.listener = listener;
    }

    /** Begins to read, and returns at once. Of one log, the next order comes after the end of the one before. */
    public void start(Order order) {
        Thread.ofVirtual().name("log-", 0).start(() -> {
            Optional<ApiFailure> why = Optional.empty();
            try {
                Thread.sleep(order.pauseMillis());
                if (isStartedAgain(order)) {
                    listener.startedAgain(order.source());
                    restOfRunBefore(order);
                }
                read(order, "&follow=true");
            } catch (ApiFailure e) {
                why = Optional.of(e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            listener.ended(order.source(), why);
        });
    }

    /** What the watch says of it may be late: a log that is read on would then begin with the new run. */
    private boolean isStartedAgain(Order order) {
        Source source = order.source();
        long run = order.position().from().isEmpty() ? source.restarts() : restartsNow(source);
        return order.position().begin(run);
    }

    private long restartsNow(Source source) {
        try {
            String path = Paths.pods(source.worker().namespace()) + "/"
                    + source.worker().name();
            return new Source(new Worker(api.get(path)), source.container()).restarts();
        } catch (ApiFailure _) {
            return source.restarts();
        }
    }

    private void restOfRunBefore(Order order) {
        try {
            read(order, "&previous=true");
        } catch (ApiFailure _) {
            // It is not kept any more.
        }
    }

    private void read(Order order, String kind) {
        try (Reading reading = Reading.open(api, order.source(), order.position(), order.begin(), kind)) {
            if (begin(reading)) {
                for (Optional<Line> line = reading.next(); line.isPresent(); line = reading.next()) {
                    listener.said(line.get());
                }
                end(reading);
            }
        }
    }

    private synchronized boolean begin(Reading reading) {
        return !closed && open.add(reading);
    }

    private synchronized void end(Reading reading) {
        open.remove(reading);
    }

    /** Ends all that are open. */
    @Override
    public void close() {
        Set<Reading> last;
        synchronized (this) {
            closed = true;
            last = new HashSet<>(open);
        }
        last.forEach(Reading::close);
    }
}
