package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.config.ConfigObjects;
import dev.workerapp.operator.config.DigestKey;
import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.eviction.EvictionService;
import dev.workerapp.operator.execute.ApiWrites;
import dev.workerapp.operator.execute.EventRecorder;
import dev.workerapp.operator.lease.LeaderElector;
import dev.workerapp.operator.observe.Nodes;
import dev.workerapp.operator.ramp.ConfigRamp;
import dev.workerapp.operator.telemetry.HealthServer;
import dev.workerapp.operator.telemetry.PassMetrics;
import dev.workerapp.operator.telemetry.ProblemMetrics;
import dev.workerapp.operator.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator, from start to stop. Thread-safe. */
public final class OperatorProcess implements AutoCloseable {

    /** Beside the ten seconds for passes: well within the 30 s that a pod has to end. */
    private static final Duration LAST_NEWS = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);

    private final Nodes nodes;
    private final NamespaceWatches namespaces;
    private final EventRecorder events;
    private final HealthServer health;
    private final Optional<EvictionService> evictions;
    private final Optional<LeaderElector> elector;

    private OperatorProcess(
            Nodes nodes,
            NamespaceWatches namespaces,
            EventRecorder events,
            HealthServer health,
            Optional<EvictionService> evictions,
            Optional<LeaderElector> elector) {
        this.nodes = nodes;
        this.namespaces = namespaces;
        this.events = events;
        this.health = health;
        this.evictions = evictions;
        this.elector = elector;
    }

    /**
     * Starts the operator. Returns when a namespace is watched or the API server has said why none may be, which is tried
     * again. With leader election it waits for its turn then.
     *
     * @throws IOException if the port of metrics and health, or that of evictions, can't be had
     * @throws OperatorException if the API server does not answer; the process has to end then
     */
    public static OperatorProcess start(Settings settings, Connection connection) throws IOException {
        return start(
                settings,
                connection,
                (context, sources, events) -> new ApiWrites(context, sources.pods(), sources.revisions(), events),
                Pace.USUAL);
    }

    /** The same, with writes and a pace of one's own. */
    static OperatorProcess start(Settings settings, Connection connection, WritesFactory writes, Pace pace)
            throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Telemetry telemetry = new Telemetry(registry);
        KubernetesClient client = connection.client();
        EventRecorder events = new EventRecorder(client, pace.events(), LAST_NEWS);
        Nodes nodes = settings.watchNodes() ? Nodes.watch(client.nodes().runnableInformer(0)) : Nodes.unwatched();
        Optional<DigestKey> digestKey = settings.digestKey()
                .map(secret -> new DigestKey(client, settings.namespace().orElseThrow(), secret));
        PassMetrics passes = new PassMetrics(registry);
        ConfigRamp ramp = new ConfigRamp(settings.mostConfigReloads());
        NamespaceWatches namespaces = new NamespaceWatches(settings.namespaces(), name -> {
            boolean all = name.equals(NamespaceWatches.ALL);
            String namespace = all ? Constants.WATCH_ALL_NAMESPACES : name;
            return new NamespaceWatch(
                    all ? "all namespaces" : "namespace " + name,
                    new NamespaceAccess(client, namespace),
                    () -> new NamespaceLoop(
                            namespace,
                            client,
                            new WorkerAppReconciler(
                                    connection.clock(),
                                    writes,
                                    events,
                                    telemetry,
                                    settings,
                                    nodes,
                                    new ConfigObjects(client, all ? "" : name, digestKey, settings.copied()),
                                    ramp,
                                    pace),
                            nodes,
                            passes,
                            pace.passes()));
        });
        ProblemMetrics problems = new ProblemMetrics(registry, namespaces::apps);
        HealthServer health = new HealthServer(settings.port(), namespaces::unwatched, () -> {
            problems.refresh();
            return registry.scrape();
        });
        Optional<EvictionService> evictions = settings.evictions().isPresent()
                ? Optional.of(new EvictionService(
                        settings.evictions().get(),
                        connection,
                        settings.identity(),
                        settings.namespaces(),
                        nodes::areLeftBy))
                : Optional.empty();
        if (settings.lease().isEmpty()) {
            namespaces.act();
        }
        OperatorProcess process = new OperatorProcess(nodes, namespaces, events, health, evictions, Optional.empty());
        process.awaitStart();
        telemetry.countWorkers(() -> namespaces.apps().flatMap(app -> Stream.ofNullable(app.getStatus())));
        telemetry.countPasses(namespaces::running, namespaces::waiting);
        telemetry.watchNodes(() -> !nodes.areWatched());
        namespaces
                .byName()
                .forEach((name, watch) ->
                        telemetry.watchNamespace(name, () -> watch.unwatched().isPresent()));
        OperatorProcess started =
                settings.lease().isPresent() ? process.tryingForTheLease(settings, connection) : process;
        telemetry.leads(started::isLeading);
        return started;
    }

    /** Whether this process is the one that acts. */
    private boolean isLeading() {
        return elector.map(LeaderElector::isLeading).orElse(true);
    }

    private void awaitStart() {
        try {
            Optional<Throwable> failure = namespaces.start();
            // What the API server refuses, it may allow later, while other namespaces are watched; without its answer
            // nothing
            // is known, perhaps not even that the address is right.
            if (failure.filter(cause -> Failures.answer(cause).isEmpty()).isPresent()) {
                close();
                throw new OperatorException(failure.get());
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted", e);
        }
    }

    /** A container that was started again in the same pod has the pod's name too, so the name alone names no process. */
    private OperatorProcess tryingForTheLease(Settings settings, Connection connection) {
        LeaderElector trying = LeaderElector.start(
                connection.client(),
                settings.namespace().orElseThrow(),
                settings.lease().orElseThrow(),
                settings.identity() + "_" + UUID.randomUUID(),
                connection.gate(),
                namespaces::act,
                OperatorProcess::leaseLost);
        return new OperatorProcess(nodes, namespaces, events, health, evictions, Optional.of(trying));
    }

    /** Another one may lead from now on: whatever runs here ends at once, and the kubelet starts the process anew. */
    private static void leaseLost() {
        LOG.error("the lease is lost; stopping, so that no two operators act");
        Runtime.getRuntime().halt(1);
    }

    /** The port of metrics and health. */
    public int port() {
        return health.port();
    }

    /** The port where evictions are answered; empty if they are not. */
    OptionalInt evictionPort() {
        return evictions.stream().mapToInt(EvictionService::port).findFirst();
    }

    /** Stops: passes under way end, the lease is given back, so that another leader need not wait for it. */
    @Override
    public void close() {
        LOG.info("stopping");
        namespaces.close();
        events.close();
        elector.ifPresent(LeaderElector::close);
        nodes.close();
        evictions.ifPresent(EvictionService::close);
        health.close();
    }
}
