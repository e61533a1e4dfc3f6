package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** When a worker is replaced though nothing changed. */
public record Recycle(
        @OnChange(Effect.AT_ONCE) @JsonPropertyDescription("The memory above which a worker is replaced.") @Nullable
        Quantity maxMemory,

        @OnChange(Effect.AT_ONCE)
        @Min(60)
        @JsonPropertyDescription("The age in seconds above which a worker is replaced.")
        @Nullable
        Integer maxAgeSeconds,

        @OnChange(Effect.AT_ONCE)
        @JsonPropertyDescription("A cron expression: when all workers are replaced, one after another.")
        @Nullable
        String schedule,

        @OnChange(Effect.AT_ONCE)
        @JsonPropertyDescription("The time zone of the schedule, for instance Europe/Berlin; UTC if left out.")
        @Nullable
        String timeZone) {}
