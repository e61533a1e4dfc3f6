package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A slot that is not plainly ready. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlotStatus(
        @JsonPropertyDescription("The slot's number.") @Nullable
        Integer slot,

        @JsonPropertyDescription("The pod that fills it.") @Nullable
        String worker,

        @JsonPropertyDescription("The revision that the worker runs, or was to run.") @Nullable
        String revision,

        @JsonPropertyDescription("Why the slot is not ready.") @Nullable
        String reason,

        @JsonPropertyDescription("The cluster's own message.") @Nullable
        String message,

        @JsonPropertyDescription("Since when the API server does not create the worker.") @Nullable
        String since) {}
