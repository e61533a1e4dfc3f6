package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the schedule stands that replaces all workers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecycleStatus(
        @JsonPropertyDescription("The schedule and its time zone.") @Nullable
        String schedule,

        @JsonPropertyDescription("Since when this is the schedule: times before do not count.") @Nullable
        String since,

        @JsonPropertyDescription("When workers are replaced next.") @Nullable
        String next,

        @JsonPropertyDescription("The latest time of the schedule.") @Nullable
        String tick,

        @JsonPropertyDescription("When the run of that time began. Not set if it has not begun.") @Nullable
        String startedAt,

        @JsonPropertyDescription(
                "Slots that have an available worker which was created since the time of the run that has begun.")
        @Nullable
        Integer replaced,

        @JsonPropertyDescription("Why the run was skipped: it had not begun when startingDeadlineSeconds were over.")
        @Nullable
        String skipped) {}
