package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What the nodes come to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AutoInstancesStatus(
        @JsonPropertyDescription("How many workers will be wanted next, if nothing else is counted meanwhile.")
        @Nullable
        Integer next,

        @JsonPropertyDescription(
                "Since when more, or fewer, or as many workers as wanted are counted, without a break.")
        @Nullable
        String since) {}
