package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.observe.Nodes;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

/**
 * The loop of one watched namespace, or of all, from its start to its end: informers and reconciler. It starts once; when
 * it has ended, another one is made. Thread-safe.
 */
final class NamespaceLoop implements AutoCloseable {

    /**
     * How many apps are looked at side by side. A pass whose request hangs, as at an admission webhook that does not answer,
     * holds its thread for some seconds and then waits for its back-off without one, so a thousand such apps leave room for
     * others. Virtual threads: one that waits costs a few kilobytes.
     */
    private static final int MOST_PASSES = 256;

    private static final Duration NODES = Duration.ofSeconds(10);
    private static final Duration LAST_PASSES = Duration.ofSeconds(10);

    private final ThreadPoolExecutor passes;
    private final ConfigurationService configuration;
    private final Controller<WorkerApp> controller;
    private final Nodes nodes;
    private final CompletableFuture<Throwable> informerEnded = new CompletableFuture<>();

    /**
     * A loop that has not started.
     *
     * @param namespace the namespace, or the SDK's word for all
     * @param nodes the nodes that the reconciler looks at
     * @param spacing the least time between the starts of two passes of an app
     */
    NamespaceLoop(
            String namespace,
            KubernetesClient client,
            WorkerAppReconciler reconciler,
            Nodes nodes,
            Metrics metrics,
            Duration spacing) {
        this.nodes = nodes;
        passes = (ThreadPoolExecutor) Executors.newFixedThreadPool(
                MOST_PASSES, Thread.ofVirtual().name("pass-", 0).factory());
        configuration = ConfigurationService.newOverriddenConfigurationService(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(passes)
                .withReconciliationTerminationTimeout(LAST_PASSES)
                .withInformerStoppedHandler((_, failure) -> {
                    if (failure != null) {
                        informerEnded.complete(failure);
                    }
                })
                .withResourceCloner(new NoCopies())
                // Cached objects are shared and never written into, so they need not be copied for each look.
                .withCloneSecondaryResourcesWhenGettingFromCache(false)
                .withMetrics(metrics));
        ControllerConfiguration<WorkerApp> controlled = ControllerConfigurationOverrider.override(
                        configuration.getConfigurationFor(reconciler))
                .settingNamespaces(Set.of(namespace))
                .withRateLimiter(new PassSpacing(spacing))
                // For ever: an app must not be forgotten because the API server was away for a while.
                .withRetry(new GenericRetry()
                        .setInitialInterval(500)
                        .setIntervalMultiplier(1.5)
                        .setMaxInterval(30_000)
                        .withoutMaxAttempts())
                .build();
        controller = new Controller<>(reconciler, controlled, client);
    }

    /**
     * Starts the informers and returns when all of them have synchronized; for nodes it waits a while, and does without them
     * then. Nothing is done for an app yet.
     *
     * @throws OperatorException if an informer can't list or watch
     */
    void start() throws InterruptedException {
        controller.start(false);
        nodes.awaitKnown(NODES);
    }

    /** Starts to look after the apps. */
    void act() {
        controller.startEventProcessing();
    }

    /** Completes with the cause when an informer has ended for good. */
    CompletableFuture<Throwable> informerEnded() {
        return informerEnded;
    }

    /** Whether all kinds are watched now. A watch that is made anew is missing for a moment. */
    boolean isWatching() {
        return controller.getControllerHealthInfo().informerEventSourceHealthIndicators().values().stream()
                .flatMap(source -> NamespaceLoop.informers(source))
                .allMatch(InformerHealthIndicator::isWatching);
    }

    @SuppressWarnings("unchecked") // the SDK gives a raw type
    private static Stream<InformerHealthIndicator> informers(InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values().stream();
    }

    /** The apps as they are known. */
    Stream<WorkerApp> apps() {
        return controller.getEventSourceManager().getControllerEventSource().list(_ -> true);
    }

    /** The passes that are under way. */
    int running() {
        return passes.getActiveCount();
    }

    /** The apps that wait for a free thread. */
    int waiting() {
        return passes.getQueue().size();
    }

    /**
     * Ends the informers, and waits for the passes under way: when this returns, none is left, or 10 s are over. So it is,
     * too, for a thread that is interrupted: the SDK would leave its threads and the passes behind then.
     */
    @Override
    public void close() {
        CompletableFuture.runAsync(
                        this::end,
                        end -> Thread.ofPlatform().name("end of a loop").start(end))
                .join();
    }

    private void end() {
        controller.stop();
        ExecutorServiceManager executors = configuration.getExecutorServiceManager();
        executors.stop(LAST_PASSES);
        // The SDK leaves this one running.
        executors.scheduledExecutorService().shutdownNow();
    }
}
