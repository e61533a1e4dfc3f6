package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When workers are replaced though nothing changed. */
@ValidationRule(
        value = "!has(self.maxAgeSeconds) || self.maxAgeSeconds >= self.minAgeSeconds",
        message = "recycle.maxAgeSeconds is less than recycle.minAgeSeconds, before which no worker is replaced: raise"
                + " maxAgeSeconds, or lower minAgeSeconds.")
public record Recycle(
        @OnChange(Effect.AT_ONCE)
        @Min(600)
        @Max(31536000)
        @JsonPropertyDescription(
                "The greatest age of a worker in seconds, from its creation. Each worker is replaced up to a tenth earlier, so"
                        + " that workers of one age are not replaced together; later, while the app is not fully"
                        + " available or something else is under way.")
        @Nullable
        Integer maxAgeSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("600")
        @Min(0)
        @Max(86400)
        @JsonPropertyDescription(
                "For how many seconds a worker must have been ready without a break before it is replaced for one of these"
                        + " reasons.")
        Integer minAgeSeconds) {

    /** Fills in the defaults, as the schema does. */
    public Recycle {
        minAgeSeconds = Objects.requireNonNullElse(minAgeSeconds, 600);
    }
}
