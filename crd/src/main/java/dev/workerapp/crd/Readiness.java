package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a worker counts, and what happens when it does not get there. */
@ValidationRule(
        value = "!has(self.path) || self.signal == 'HTTP'",
        message = "readiness.path goes with signal: HTTP only; remove it, or set readiness.signal: HTTP.")
public record Readiness(
        @OnChange(Effect.RELOADS)
        @Default("Listen")
        @JsonPropertyDescription(
                "What makes a worker count. Listen: its port accepts connections. HTTP: a GET of path is answered with"
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
                "How many seconds a worker must have been ready without a break before it counts as available.")
        Integer minReadySeconds,

        @JsonPropertyDescription(
                "Calls that the worker runtime makes to the app before it says that the worker is ready.")
        @Nullable
        WarmUp warmUp) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static Readiness defaults() {
        return new Readiness(null, null, null, null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public Readiness {
        signal = Objects.requireNonNullElse(signal, Signal.Listen);
        timeoutSeconds = Objects.requireNonNullElse(timeoutSeconds, 60);
        minReadySeconds = Objects.requireNonNullElse(minReadySeconds, 0);
    }

    /** What makes a worker count. */
    public enum Signal {
        Listen,
        HTTP,
        Probe,
        Ready
    }
}
