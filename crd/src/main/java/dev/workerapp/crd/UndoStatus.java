package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A request to go back to an earlier revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UndoStatus(
        @JsonPropertyDescription("Its token. Wait for your own to know that your request was answered.") @Nullable
        String requestedAt,

        @JsonPropertyDescription("The revision that the app goes back to; not set if it does not go back.") @Nullable
        String instead,

        @JsonPropertyDescription("Why the request has changed nothing; not set if it was followed.") @Nullable
        String message) {}
