package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a worker ends. */
@ValidationRule(
        value =
                "!has(self.stopSignal) || self.stopSignal in ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']",
        message =
                "shutdown.stopSignal: SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1 or SIGUSR2; a JVM ends in order on the"
                        + " first three.")
public record Shutdown(
        @OnChange(Effect.RELOADS)
        @Default("3")
        @Min(0)
        @Max(3600)
        @JsonPropertyDescription(
                "How many seconds a worker that is being stopped keeps serving before it gets its signal, so that load"
                        + " balancers remove it first.")
        Integer drainSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("30")
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription(
                "How many seconds a worker may take to end after its signal, before it is killed. A change applies to"
                        + " running workers at once. The worker runtime in them keeps the value that its pod was created"
                        + " with; request a reload to change it.")
        Integer killTimeoutSeconds,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription(
                "The signal that ends a worker: SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1 or SIGUSR2; the image's own, else"
                        + " SIGTERM, if left out. A JVM runs its shutdown hooks on the first three. Needs a cluster with"
                        + " the feature gate ContainerStopSignals; without it no worker is started, and the app reports SignalUnsupported.")
        @Nullable
        String stopSignal) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static Shutdown defaults() {
        return new Shutdown(null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public Shutdown {
        drainSeconds = Objects.requireNonNullElse(drainSeconds, 3);
        killTimeoutSeconds = Objects.requireNonNullElse(killTimeoutSeconds, 30);
    }
}
