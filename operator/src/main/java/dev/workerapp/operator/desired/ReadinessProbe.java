package dev.workerapp.operator.desired;

import dev.workerapp.crd.Readiness;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.Objects;

/** When the kubelet asks whether a worker is ready, and how long it waits for the answer. */
final class ReadinessProbe {

    /** Kubernetes' own default is 10; a reload waits for the answer. */
    private static final int PERIOD_SECONDS = 1;

    /** Kubernetes' own default is 1, which a full garbage collection of a large heap takes longer than. */
    private static final int TIMEOUT_SECONDS = 5;

    /** Kubernetes' own default. */
    private static final int FAILURE_THRESHOLD = 3;

    private ReadinessProbe() {}

    /** A probe that asks nothing yet, with the times that the app wants. */
    static Probe times(Readiness readiness) {
        return new ProbeBuilder()
                .withPeriodSeconds(Objects.requireNonNullElse(readiness.periodSeconds(), PERIOD_SECONDS))
                .withTimeoutSeconds(Objects.requireNonNullElse(readiness.probeTimeoutSeconds(), TIMEOUT_SECONDS))
                .withFailureThreshold(Objects.requireNonNullElse(readiness.failureThreshold(), FAILURE_THRESHOLD))
                .build();
    }
}
