package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.Objects;

/** Calls that make the code warm before the first user comes. */
public record WarmUp(
        @OnChange(Effect.RELOADS)
        @Required
        @Pattern("^/.*")
        @JsonPropertyDescription("The path to call, for instance /catalog?page=1.")
        String path,

        @OnChange(Effect.RELOADS)
        @Default("100")
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription("How many calls are made.")
        Integer requests,

        @OnChange(Effect.RELOADS)
        @Default("30")
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("How many seconds the calls may take together; then the worker is ready anyway.")
        Integer timeoutSeconds) {

    /** Fills in the defaults, as the schema does. */
    public WarmUp {
        requests = Objects.requireNonNullElse(requests, 100);
        timeoutSeconds = Objects.requireNonNullElse(timeoutSeconds, 30);
    }
}
