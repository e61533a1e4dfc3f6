package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the end of a worker leads to. */
@ValidationRule(
        value = "!has(self.backoff) || has(self.maxRestarts) || (self.backoff.factorPercent > 100 ?"
                + " self.backoff.maxSeconds : self.backoff.initialSeconds) >= 10",
        message =
                "restartPolicy.backoff comes to waits of less than 10 s, and there is no maxRestarts: a worker that never"
                        + " starts would be replaced that often for ever. Set maxRestarts, or raise initialSeconds or"
                        + " maxSeconds.")
public record RestartPolicy(
        @OnChange(Effect.AT_ONCE)
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
                "How many times in a row a worker may crash and be started again. After one crash more its slot is Errored and"
                        + " stays empty. Unset: workers are started again for ever. With 0 the first crash is one too"
                        + " many.")
        @Nullable
        Integer maxRestarts,

        @OnChange(Effect.AT_ONCE)
        @Default("10")
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription(
                "How many seconds a worker must be ready without a break until its run is stable. The end of a stable run is no"
                        + " crash, and the crashes before it are forgotten.")
        Integer minUptimeSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("600")
        @Min(0)
        @Max(86400)
        @JsonPropertyDescription(
                "After how many seconds one Errored slot of the app, the lowest, is tried with one worker. The time doubles with"
                        + " each try that fails, up to an hour. If the worker stays up, all Errored slots are filled"
                        + " again. With 0 they stay empty until you request a reset or a reload.")
        Integer retrySeconds,

        @OnChange(Effect.AT_ONCE)
        @Size(max = 256)
        @JsonPropertyDescription(
                "Exit codes by which a worker says that it is not to be started again: its slot is stopped and stays empty,"
                        + " which is no error.")
        @Nullable
        List<Integer> stopExitCodes,

        @JsonPropertyDescription(
                "How long a worker that has crashed waits until it is started again. Its first restart is the kubelet's, at"
                        + " once. Unset: the kubelet's own waits, of 10 seconds doubled with each crash up to 5"
                        + " minutes.")
        @Nullable
        CrashBackOff backoff) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static RestartPolicy defaults() {
        return new RestartPolicy(null, null, null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public RestartPolicy {
        minUptimeSeconds = Objects.requireNonNullElse(minUptimeSeconds, 10);
        retrySeconds = Objects.requireNonNullElse(retrySeconds, 600);
    }
}
