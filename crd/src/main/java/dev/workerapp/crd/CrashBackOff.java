package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** How long a worker that has crashed waits until it is started again. */
@ValidationRule(
        value = "self.initialSeconds <= self.maxSeconds",
        message = "restartPolicy.backoff.initialSeconds is greater than restartPolicy.backoff.maxSeconds: lower it, or"
                + " raise maxSeconds.")
public record CrashBackOff(
        @OnChange(Effect.AT_ONCE)
        @Required
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("How many seconds a worker waits after its first crash.")
        Integer initialSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("300")
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription("The longest wait, in seconds.")
        Integer maxSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("150")
        @Min(100)
        @Max(1000)
        @JsonPropertyDescription(
                "Each wait in percent of the one before: 200 doubles it with each crash in a row, 100 leaves it as it is.")
        Integer factorPercent) {

    /** Fills in the defaults, as the schema does. */
    public CrashBackOff {
        initialSeconds = Objects.requireNonNullElse(initialSeconds, 1);
        maxSeconds = Objects.requireNonNullElse(maxSeconds, 300);
        factorPercent = Objects.requireNonNullElse(factorPercent, 150);
    }
}
