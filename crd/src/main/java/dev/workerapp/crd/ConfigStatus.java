package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the ConfigMaps and Secrets of the workers are followed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigStatus(
        @JsonPropertyDescription("The revision whose content is the one that the app asks for.") @Nullable
        String revision,

        @JsonPropertyDescription(
                "A digest of the content that is not reloaded for yet; not set if there is no other content. Not renewed"
                        + " once it does not wait for quietSeconds any more.")
        @Nullable
        String pending,

        @JsonPropertyDescription("When pending was noted.") @Nullable
        String since,

        @JsonPropertyDescription("When the content first differed from that of the revision.") @Nullable
        String firstSince,

        @JsonPropertyDescription(
                "How many reloads for another content there were, each within two hours of the one before.")
        @Nullable
        Integer reloads,

        @JsonPropertyDescription("When the last of them began.") @Nullable
        String lastReload,

        @JsonPropertyDescription(
                "Why there is no reload for the content yet, or what else is in the way: ConfigQuiet, ConfigQueued, ConfigHeld,"
                        + " ConfigFailed, ConfigMissing, ConfigUnreadable, ConfigNotCopied or SecretsNotFollowed. Not set if all is"
                        + " followed.")
        @Nullable
        String reason,

        @JsonPropertyDescription("The same in words, with the names of the objects, and what is not followed.")
        @Nullable
        String message) {}
