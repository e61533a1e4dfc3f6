package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a worker is ready, and how long it may take. */
@ValidationRule(
        value = "!has(self.path) || self.signal == 'HTTP'",
        message = "readiness.path goes with signal: HTTP only; remove it, or set readiness.signal: HTTP.")
@ValidationRule(
        value = "self.signal != 'Probe' ||"
                + " !(has(self.periodSeconds) || has(self.probeTimeoutSeconds) || has(self.failureThreshold))",
        message = "readiness.periodSeconds, probeTimeoutSeconds and failureThreshold are those of the probe that the"
                + " operator writes: with signal: Probe set them in the readinessProbe of podTemplate, and remove them"
                + " here.")
public record Readiness(
        @OnChange(Effect.RELOADS)
        @Default("Listen")
        @JsonPropertyDescription(
                "What makes a worker ready. Listen: its port accepts connections. HTTP: a GET of path is answered with"
                        + " 200 to 399. Probe: the readinessProbe of the container worker in podTemplate, as it stands."
                        + " Ready: the worker says so itself, by Worker.ready() of the worker runtime, and its port, if it"
                        + " has one, accepts connections.")
        Signal signal,

        @OnChange(Effect.RELOADS)
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("The port that Listen and HTTP ask; the app's port if left out.")
        @Nullable
        Integer port,

        @OnChange(Effect.RELOADS)
        @Pattern("^/.*")
        @JsonPropertyDescription("The path that HTTP asks, for instance /ready; / if left out.")
        @Nullable
        String path,

        @OnChange(Effect.RELOADS)
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("How many seconds pass from one readiness probe to the next; 1 if left out.")
        @Nullable
        Integer periodSeconds,

        @OnChange(Effect.RELOADS)
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription(
                "How many seconds a readiness probe may take; 5 if left out, so that a long pause of the JVM does not"
                        + " take the worker out of the Service.")
        @Nullable
        Integer probeTimeoutSeconds,

        @OnChange(Effect.RELOADS)
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
                "How many readiness probes in a row must fail until a ready worker is not ready; 3 if left out.")
        @Nullable
        Integer failureThreshold,

        @OnChange(Effect.TRIES_AGAIN)
        @Default("60")
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription(
                "How many seconds a worker may take from the first start of its container until it is ready. A"
                        + " replacement that takes longer has failed, and reload.onFailure says what happens.")
        Integer timeoutSeconds,

        @OnChange(Effect.TRIES_AGAIN)
        @Default("0")
        @Min(0)
        @Max(86400)
        @JsonPropertyDescription(
                "How many seconds a worker must have been ready without a break before it is considered available.")
        Integer minReadySeconds,

        @JsonPropertyDescription(
                "Calls that the worker runtime makes to the app before it says that the worker is ready.")
        @Nullable
        WarmUp warmUp) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static Readiness defaults() {
        return new Readiness(null, null, null, null, null, null, null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public Readiness {
        signal = Objects.requireNonNullElse(signal, Signal.Listen);
        timeoutSeconds = Objects.requireNonNullElse(timeoutSeconds, 60);
        minReadySeconds = Objects.requireNonNullElse(minReadySeconds, 0);
    }

    /** What makes a worker ready. */
    public enum Signal {
        Listen,
        HTTP,
        Probe,
        Ready
    }
}
