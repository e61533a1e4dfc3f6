package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How a reload stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReloadStatus(
        @JsonPropertyDescription("Why it began: Install, Change, Restart, Rollback or Undo.") @Nullable
        String trigger,

        @JsonPropertyDescription("The revision that it goes to.") @Nullable
        String revision,

        @JsonPropertyDescription("Running, Paused, Halted, Complete or RolledBack.") @Nullable
        String phase,

        @JsonPropertyDescription("The token that requested it, by the annotation workerapp.dev/reload-requested-at,"
                + " restart-requested-at or undo-requested-at; not set if a change of the spec did. Wait for your own token to know"
                + " that your request was taken up.")
        @Nullable
        String requestedAt,

        @JsonPropertyDescription("When it began.") @Nullable String startedAt,

        @JsonPropertyDescription("When it ended.") @Nullable String finishedAt,

        @JsonPropertyDescription("Slots that have an available worker of the revision.") @Nullable
        Integer replaced,

        @JsonPropertyDescription("Slots that the reload covers.") @Nullable
        Integer total,

        @JsonPropertyDescription("Why it is in this phase.") @Nullable
        String reason,

        @JsonPropertyDescription(
                "Workers that it replaces and that have ended, as far as the operator saw. Set only after the first of them has ended.")
        @Nullable
        Integer stopped,

        @JsonPropertyDescription(
                "How many of them were killed by SIGKILL, usually because shutdown.killTimeoutSeconds had expired.")
        @Nullable
        Integer killed,

        @JsonPropertyDescription(
                "How many of them had drained before their signal, as their worker runtime reported. Not set without the runtime.")
        @Nullable
        Integer drained,

        @JsonPropertyDescription("The longest of these drains in seconds, rounded up. Not set without the runtime.")
        @Nullable
        Integer longestDrainSeconds,

        @JsonPropertyDescription(
                "Requests that these workers had begun and not finished when they ended, as their worker runtime reported."
                        + " Not set without the runtime. A worker that was killed may not have reported it.")
        @Nullable
        Integer unfinishedRequests) {

    /** The same reload, with how the workers that it replaces have ended. */
    public ReloadStatus withEnds(
            @Nullable Integer stopped,
            @Nullable Integer killed,
            @Nullable Integer drained,
            @Nullable Integer longestDrainSeconds,
            @Nullable Integer unfinishedRequests) {
        return new ReloadStatus(
                trigger,
                revision,
                phase,
                requestedAt,
                startedAt,
                finishedAt,
                replaced,
                total,
                reason,
                stopped,
                killed,
                drained,
                longestDrainSeconds,
                unfinishedRequests);
    }
}
