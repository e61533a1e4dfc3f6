package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What became of a revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
        @JsonPropertyDescription("The revision's number: a later revision has a higher one.") @Nullable
        Long number,

        @JsonPropertyDescription("The revision's name.") @Nullable
        String revision,

        @JsonPropertyDescription("The image of the worker's container.") @Nullable
        String image,

        @JsonPropertyDescription("Why it was started: Install, Change, Config, Reload, Restart or Undo.") @Nullable
        String trigger,

        @JsonPropertyDescription("The app's annotation kubernetes.io/change-cause at that time.") @Nullable
        String cause,

        @JsonPropertyDescription(
                "Who asked for it: the field manager that had last changed the app, such as kubectl-edit or"
                        + " argocd-controller. Not set if it is not known.")
        @Nullable
        String requestedBy,

        @JsonPropertyDescription("When its last reload began.") @Nullable
        String startedAt,

        @JsonPropertyDescription("When that was complete, or when the revision was given up.") @Nullable
        String endedAt,

        @JsonPropertyDescription(
                "Complete, RolledBack, Undone, or Superseded if another one was asked for before it was complete. Not set"
                        + " while the reload is under way.")
        @Nullable
        String result) {}
