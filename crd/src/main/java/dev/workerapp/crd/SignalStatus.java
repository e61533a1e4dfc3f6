package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A request to raise a signal in the workers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignalStatus(
        @JsonPropertyDescription("The signal, without SIG.") @Nullable
        String signal,

        @JsonPropertyDescription("The token of the request. Wait for your own to know that your request was taken up.")
        @Nullable
        String token,

        @JsonPropertyDescription("When it was taken up. Workers that were created later do not get the signal.")
        @Nullable
        String requestedAt,

        @JsonPropertyDescription("When it ended. Not set while it is being sent.") @Nullable
        String finishedAt,

        @JsonPropertyDescription("In how many workers the signal was raised. Not set before the end.") @Nullable
        Integer workers,

        @JsonPropertyDescription("Why it was not raised in other workers, or in any. Not set if all of them got it.")
        @Nullable
        String message) {}
