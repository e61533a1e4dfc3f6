package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * Workers that the API server does not create, for one reason. Apart from {@link #slots}, which are for people and
 * cut: the next try is decided by this.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusedStatus(
        @JsonPropertyDescription("The slots, as ranges: 0-3,7.") @Nullable
        String slots,

        @JsonPropertyDescription("The revision that the workers were to run.") @Nullable
        String revision,

        @JsonPropertyDescription("Why they are not created.") @Nullable
        String reason,

        @JsonPropertyDescription("The API server's own message, from the last try.") @Nullable
        String message,

        @JsonPropertyDescription("When the first of them was not created.") @Nullable
        String since,

        @JsonPropertyDescription("How often it was tried since then.") @Nullable
        Integer tries,

        @JsonPropertyDescription(
                "When it was last tried. The next try is made 1 s after the first one; the pause doubles with each"
                        + " try, up to 30 s.")
        @Nullable
        String triedAt) {

    /** The same, for these slots. */
    public RefusedStatus withSlots(String slots) {
        return new RefusedStatus(slots, revision, reason, message, since, tries, triedAt);
    }
}
