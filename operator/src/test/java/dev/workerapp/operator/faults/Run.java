package dev.workerapp.operator.faults;

import static dev.workerapp.operator.faults.World.SHOP;

import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.faults.FaultyTransport.Asked;
import dev.workerapp.operator.faults.api.ApiRequest;
import dev.workerapp.operator.faults.api.Key;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run: an operator of its own, on a cluster of its own, from its start to its stop, with one thing that happens to its
 * apps. It must bring them to the state that is asked for, keep the invariants all the time, report what fails for ever, then
 * write nothing more, and have reported nothing that did not happen.
 */
final class Run {

    /**
     * Only the end of a wait is a failure, and the machine may be busy. A start that fails seven times takes 121 s with its
     * back-off, which goes up to 30 s.
     */
    private static final long PATIENCE_SECONDS = 600;

    /** So many looks without a write are rest: when one begins, the one before is over. */
    private static final int LOOKS = 2;

    /** An operator that has not come to rest by then never will. */
    private static final int MOST_LOOKS = 50;

    /**
     * A run without faults writes at most 16 times for {@code shop}, Events included, and a fault that lasts for some seconds
     * adds some tries with a back-off. A loop without one writes 100 times a second.
     */
    private static final int MOST_WRITES = 66;

    private static final Set<String> WRITES = Set.of("POST", "PATCH", "PUT", "DELETE");

    private final RunSpec spec;
    private final World world;
    private final FaultyTransport transport;
    private final Passes passes = new Passes();
    private final List<String> broken = new ArrayList<>();
    private final Queue<String> unsafe = new ConcurrentLinkedQueue<>();

    private Run(RunSpec spec, World world) {
        this.spec = spec;
        this.world = world;
        this.transport = new FaultyTransport(world.server(), spec.faults(), this::asked);
    }

    /**
     * What came of a run.
     *
     * @param broken what should not have been, in sentences; empty if all is well
     * @param points the requests and events until all was done
     * @param injected how many faults of each kind happened
     * @param requests how many requests and events there were
     * @param writes how many requests were no reads
     * @param writesOfShop how many of them were for {@code shop}, Events included
     * @param passes how often the operator looked at an app
     * @param transcript the requests, events and changes in their order; empty if all is well
     */
    record Result(
            RunSpec spec,
            List<String> broken,
            List<Point> points,
            Map<FaultKind, Integer> injected,
            int requests,
            int writes,
            int writesOfShop,
            int passes,
            String transcript) {}

    /** Runs in this world, and closes it. */
    static Result of(RunSpec spec, World world) {
        try (world) {
            return new Run(spec, world).result();
        }
    }

    private Result result() {
        Invariants invariants = new Invariants(world, spec.scenario());
        List<Point> points = new ArrayList<>();
        try (Supervised operator = new Supervised(transport, this::client, clock(), passes::began)) {
            await(operator.started(), "the operator starts");
            CompletableFuture<Void> done = world.once(
                    now -> spec.scenario().isDone(now) && spec.scenario().isOtherDone(now));
            CompletableFuture<Void> other = world.once(spec.scenario()::isOtherDone);
            spec.scenario().happen(world);
            await(other, "the state of the other app");
            transport.otherIsDone();
            await(done, "the state that was asked for");
            points.addAll(transport.trace().stream().map(Asked::point).toList());
            if (broken.isEmpty()) {
                requireRest();
            }
            // Before the stop: the SDK empties the caches of a pass that is under way then.
            broken.addAll(invariants.broken());
        }
        broken.addAll(unsafe);
        broken.addAll(new EventCheck(world).broken());
        broken.addAll(FailureReport.missing(spec, transport, world));
        int writesOfShop = transport.count(point -> WRITES.contains(point.verb()) && point.isOf("shop"));
        if (writesOfShop > MOST_WRITES) {
            broken.add(writesOfShop + " writes for shop, more than " + MOST_WRITES);
        }
        return new Result(
                spec,
                List.copyOf(broken),
                List.copyOf(points),
                transport.injected(),
                transport.trace().size(),
                transport.count(Run::isWrite),
                writesOfShop,
                passes.count(),
                broken.isEmpty()
                        ? ""
                        : new Transcript(transport.trace(), world.server().history()).text());
    }

    private Clock clock() {
        return Clock.offset(world.clock(), Duration.ofHours(spec.hoursAhead()));
    }

    /**
     * A worker is deleted with the UID that was seen, and no other one of its name. What there is is listed, and not what the
     * cache of an API server has: with pods from six changes ago, an operator that took over deleted a worker whose
     * replacement did not run any more.
     */
    private void asked(ApiRequest request) {
        if (request.method().equals("DELETE")
                && request.target().resource().equals("pods")
                && request.object().at("/preconditions/uid").asText().isEmpty()) {
            unsafe.add("deleted without a UID: " + request.uri());
        }
        if (request.isOfAnyTime()) {
            unsafe.add("a list that may be out of date: " + request.uri());
        }
    }

    /** When nothing is left to do and all is seen, nothing is written, however often the operator looks. */
    private void requireRest() {
        int quiet = 0;
        for (int time = 0; time < MOST_LOOKS && quiet < LOOKS && broken.isEmpty(); time++) {
            await(transport.watching(), "all is watched");
            int before = transport.count(Run::isWrite);
            look();
            quiet = transport.count(Run::isWrite) == before ? quiet + 1 : 0;
        }
        if (quiet < LOOKS && broken.isEmpty()) {
            broken.add("all was done, and the operator went on to write: "
                    + transport.trace().stream()
                            .map(Asked::point)
                            .filter(Run::isWrite)
                            .toList());
        }
    }

    /** The beginning of one more pass of each app. */
    private void look() {
        for (Key app : List.of(SHOP, world.other())) {
            if (world.server().object(app).isPresent()) {
                CompletableFuture<Void> looked = passes.next(app.name());
                world.nudge(app);
                await(looked, "a look at " + app.name());
            }
        }
    }

    /** Events are written beside all else, and are held against what happened in the end. */
    private static boolean isWrite(Point point) {
        return WRITES.contains(point.verb()) && !point.sort().endsWith("/events");
    }

    private void await(CompletableFuture<Void> what, String name) {
        try {
            what.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            broken.add("no end: " + name + "\n" + world.dump());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken.add("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private KubernetesClientBuilder client(Interceptor interceptor) {
        return client(spec.retries(), interceptor);
    }

    /** The operator's own client, but for its waits, which are shorter. */
    static KubernetesClientBuilder client(boolean retries, Interceptor interceptor) {
        KubernetesClientBuilder client = Connection.builder(Config.empty(), interceptor)
                .editOrNewConfig()
                .withMasterUrl("https://in-memory")
                .withRequestTimeout(200)
                .withWatchReconnectInterval(20)
                .withRequestRetryBackoffInterval(20)
                .endConfig();
        return retries
                ? client
                : client.editOrNewConfig().withRequestRetryBackoffLimit(0).endConfig();
    }
}
