package dev.workerapp.operator.telemetry;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures the passes of the loop, of all watched namespaces together. java-operator-sdk's own implementation for
 * Micrometer registers its gauges anew with each controller, and an operator has one for each watched namespace.
 * Thread-safe.
 */
public final class PassMetrics implements Metrics {

    private final Timer passes;
    private final Counter failures;

    /** Registers the metrics. */
    public PassMetrics(MeterRegistry registry) {
        passes = Timer.builder("workerapp.pass")
                .description("How long passes take: one look at one app, and what follows from it")
                .register(registry);
        failures = Counter.builder("workerapp.pass.failures")
                .description("Passes that failed; each is tried again after a back-off")
                .register(registry);
    }

    @Override
    public void reconciliationFailed(
            HasMetadata resource, RetryInfo retryInfo, Exception exception, Map<String, Object> metadata) {
        failures.increment();
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        long start = System.nanoTime();
        try {
            return execution.execute();
        } finally {
            passes.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }
}
