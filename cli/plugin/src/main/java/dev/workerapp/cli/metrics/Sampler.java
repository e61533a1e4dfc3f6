package dev.workerapp.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the metrics of workers, again and again, and remembers the reading before for the rates. One thread uses it.
 */
public final class Sampler implements AutoCloseable {

    /** Each worker is one request to the API server at each sample, so no more than these should be measured. */
    public static final int MOST_WORKERS = 50;

    /** So many are asked at once, so that the API server is not flooded. */
    private static final int AT_ONCE = 16;

    /** The address of a pod that has just ended answers nobody: so the others are shown without a long wait for it. */
    private static final Duration LIMIT_OF_LEAVING = Duration.ofMillis(500);

    private final Pages pages;
    private final Duration limit;
    private final ExecutorService threads;
    private Map<String, Reading> before = Map.of();

    /**
     * A new one.
     *
     * @param pages the way to the workers, which is closed with this
     * @param limit how long one sample of all workers may take; who has not answered then is unknown
     */
    public Sampler(Pages pages, Duration limit) {
        this.pages = pages;
        this.limit = limit;
        this.threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("metrics-", 0).factory());
    }

    /** Asks these workers, all of which run, and returns what each measures, by the name of its pod and in their order. */
    public Map<String, Measured> sample(Collection<Worker> workers) {
        pages.keep(workers);
        Map<Worker, Future<Measured>> asked = new LinkedHashMap<>();
        for (Worker worker : workers) {
            asked.put(worker, threads.submit(() -> read(worker)));
        }
        long begin = System.nanoTime();
        Map<String, Measured> measured = new LinkedHashMap<>();
        Map<String, Reading> readings = new HashMap<>();
        asked.forEach((worker, future) -> {
            Duration time = isServing(worker) || limit.compareTo(LIMIT_OF_LEAVING) < 0 ? limit : LIMIT_OF_LEAVING;
            Measured one = await(worker, future, begin + time.toNanos());
            if (one instanceof Measured.Known known) {
                Reading reading = known.reading();
                String uid = worker.json().at("metadata", "uid").text();
                Reading last = before.get(uid);
                readings.put(uid, reading);
                one = new Measured.Known(reading, last == null ? Optional.empty() : Rates.between(last, reading));
            }
            measured.put(worker.name(), one);
        });
        before = readings;
        return measured;
    }

    private Measured await(Worker worker, Future<Measured> future, long end) {
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            future.cancel(true);
            return unknown(worker, ": no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted");
        }
    }

    private Measured read(Worker worker) {
        try (Reply reply = pages.read(worker)) {
            String body = new String(reply.body().readAllBytes(), UTF_8);
            return reply.ok()
                    ? new Measured.Known(Reading.of(body, System.nanoTime()), Optional.empty())
                    : why(worker, reply.status());
        } catch (IOException e) {
            return unknown(worker, ": no answer: " + e.getMessage());
        }
    }

    private static Measured.Unknown why(Worker worker, int status) {
        return switch (status) {
            case 403 ->
                new Measured.Unknown("no JVM figures: you may not \"get pods/proxy\" in " + worker.namespace()
                        + " (role edit has it)");
            // The API server answers with 502 or 503 where nothing listens at the port, and where it can't reach the
            // pod.
            case 404, 502, 503 -> unknown(worker, " has no worker runtime, or the API server can't reach its pod");
            default -> unknown(worker, ": HTTP status " + status);
        };
    }

    private static Measured.Unknown unknown(Worker worker, String why) {
        return new Measured.Unknown(isServing(worker) ? "slot " + worker.slot() + why : "");
    }

    /** Whether it is to answer. One that starts does not listen yet, and one that is being stopped no longer. */
    private static boolean isServing(Worker worker) {
        return worker.ready() && !worker.terminating();
    }

    /** What is missing, each reason once. */
    public static List<String> reasons(Map<String, Measured> measured) {
        List<String> reasons = new ArrayList<>();
        for (Measured one : measured.values()) {
            if (one instanceof Measured.Unknown(String why) && !why.isEmpty() && !reasons.contains(why)) {
                reasons.add(why);
            }
        }
        return reasons;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        pages.close();
    }
}
