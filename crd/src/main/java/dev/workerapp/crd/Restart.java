package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a crash leads to. */
public record Restart(
        @OnChange(Effect.AT_ONCE)
        @Min(0)
        @JsonPropertyDescription(
                "How often a worker may crash without once staying up before its slot is Errored; 16 if left out.")
        @Nullable
        Integer maxRestarts,

        @OnChange(Effect.AT_ONCE)
        @Min(1)
        @JsonPropertyDescription("How many seconds count as staying up; 1 if left out.")
        @Nullable
        Integer minUptimeSeconds,

        @Nullable Backoff backoff,

        @OnChange(Effect.AT_ONCE)
        @Size(max = 50)
        @JsonPropertyDescription("Exit codes after which a worker is left stopped.")
        @Nullable
        List<Integer> stopExitCodes) {

    /** How long to wait before a crashed worker starts again. */
    public record Backoff(
            @OnChange(Effect.AT_ONCE) @Min(0) @JsonPropertyDescription("The first wait in seconds.") @Nullable
            Integer initialSeconds,

            @OnChange(Effect.AT_ONCE) @Min(1) @JsonPropertyDescription("The longest wait in seconds.") @Nullable
            Integer maxSeconds,

            @OnChange(Effect.AT_ONCE)
            @Min(1)
            @Max(10)
            @JsonPropertyDescription("How much longer each wait is than the one before.")
            @Nullable
            Integer factor) {}
}
