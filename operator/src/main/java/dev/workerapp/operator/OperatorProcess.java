package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.execute.ApiWrites;
import dev.workerapp.operator.execute.EventRecorder;
import dev.workerapp.operator.telemetry.HealthServer;
import dev.workerapp.operator.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator, from start to stop. Thread-safe. */
public final class OperatorProcess implements AutoCloseable {

    /** The name of the lease by which a leader is chosen. */
    public static final String LEASE = "workerapp-operator";

    /** Beside the ten seconds for reconciliations: well within the 30 s that a pod has to end. */
    private static final Duration LAST_NEWS = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);

    private final Settings settings;
    private final KubernetesClient client;
    private final Operator operator;
    private final EventRecorder events;
    private final HealthServer health;
    private final AtomicBoolean closing;

    private OperatorProcess(
            Settings settings,
            KubernetesClient client,
            Operator operator,
            EventRecorder events,
            HealthServer health,
            AtomicBoolean closing) {
        this.settings = settings;
        this.client = client;
        this.operator = operator;
        this.events = events;
        this.health = health;
        this.closing = closing;
    }

    /**
     * Starts the operator: returns when its informers have synchronized and, with leader election, it waits for its turn.
     *
     * @throws IOException if the port of metrics and health can't be had
     * @throws OperatorException if the informers can't start; the process has to end then, since some may have started
     */
    public static OperatorProcess start(Settings settings, KubernetesClient client) throws IOException {
        return start(
                settings,
                client,
                (context, sources, events) -> new ApiWrites(context, sources.pods(), sources.revisions(), events));
    }

    /** The same, with writes of one's own. */
    static OperatorProcess start(Settings settings, KubernetesClient client, WorkerAppReconciler.WritesFactory writes)
            throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Telemetry telemetry = new Telemetry(registry);
        EventRecorder events = new EventRecorder(client, LAST_NEWS);
        AtomicBoolean closing = new AtomicBoolean();
        Operator operator = new Operator(overrider -> configure(overrider, settings, client, registry, closing));
        RegisteredController<WorkerApp> controller = operator.register(
                new WorkerAppReconciler(Clock.systemUTC(), writes, events, telemetry, settings), overrider -> {
                    if (!settings.namespaces().isEmpty()) {
                        overrider.settingNamespaces(settings.namespaces());
                    }
                    // For ever: an app must not be forgotten because the API server was away for a while.
                    overrider.withRetry(new GenericRetry()
                            .setInitialInterval(500)
                            .setIntervalMultiplier(1.5)
                            .setMaxInterval(30_000)
                            .withoutMaxAttempts());
                });
        HealthServer health = new HealthServer(settings.port(), () -> notReady(operator), registry::scrape);
        try {
            operator.start();
        } catch (OperatorException e) {
            health.close();
            throw e;
        }
        telemetry.countWorkers(() -> apps(controller).flatMap(app -> Stream.ofNullable(app.getStatus())));
        LOG.info("started; watching {}", settings.namespaces().isEmpty() ? "all namespaces" : settings.namespaces());
        return new OperatorProcess(settings, client, operator, events, health, closing);
    }

    private static void configure(
            ConfigurationServiceOverrider overrider,
            Settings settings,
            KubernetesClient client,
            PrometheusMeterRegistry registry,
            AtomicBoolean closing) {
        overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(10)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(10))
                // Cached objects are shared and never written into, so they need not be copied for each look.
                .withCloneSecondaryResourcesWhenGettingFromCache(false)
                .withMetrics(MicrometerMetricsV2.newBuilder(registry).build());
        if (settings.leaderElection()) {
            // An orderly stop would end with exit code 1 by the SDK's own choice, which only this name lets us change.
            overrider.withLeaderElectionConfiguration(
                    LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                            .withLeaseNamespace(settings.namespace().orElseThrow())
                            .withIdentity(settings.identity())
                            .withLeaderCallbacks(new LeaderCallbacks(() -> {}, () -> leadershipEnded(closing), _ -> {}))
                            .buildForTest(false));
        }
    }

    /**
     * Another one may lead from now on: whatever runs here ends at once, and the kubelet starts the process anew. An
     * orderly stop gives the lease away as well, and must end as what it is.
     */
    private static void leadershipEnded(AtomicBoolean closing) {
        if (!closing.get()) {
            LOG.error("the lease is lost; stopping, so that no two operators act");
            Runtime.getRuntime().halt(1);
        }
    }

    private static Stream<WorkerApp> apps(RegisteredController<WorkerApp> controller) {
        return ((io.javaoperatorsdk.operator.processing.Controller<WorkerApp>) controller)
                .getEventSourceManager()
                .getControllerEventSource()
                .list(_ -> true);
    }

    /** Ready means that the informers live; whether this is the leader does not matter. */
    private static Optional<String> notReady(Operator operator) {
        if (!operator.getRuntimeInfo().isStarted()) {
            return Optional.of("starting");
        }
        return operator.getRuntimeInfo().allEventSourcesAreHealthy()
                ? Optional.empty()
                : Optional.of("informers are not healthy: "
                        + operator.getRuntimeInfo().unhealthyEventSources().keySet());
    }

    /** The port of metrics and health. */
    public int port() {
        return health.port();
    }

    /** Stops: reconciliations under way end, the lease is given back, so that another leader need not wait for it. */
    @Override
    public void close() {
        LOG.info("stopping");
        closing.set(true);
        operator.stop();
        events.close();
        if (settings.leaderElection()) {
            giveLeaseBack();
        }
        health.close();
    }

    private void giveLeaseBack() {
        try {
            client.leases()
                    .inNamespace(settings.namespace().orElseThrow())
                    .withName(LEASE)
                    .edit(lease -> {
                        if (Objects.equals(lease.getSpec().getHolderIdentity(), settings.identity())) {
                            lease.getSpec().setHolderIdentity("");
                            lease.getSpec().setLeaseDurationSeconds(1);
                        }
                        return lease;
                    });
        } catch (KubernetesClientException e) {
            LOG.warn("the lease is not given back, it runs out by itself: {}", e.getMessage());
        }
    }
}
