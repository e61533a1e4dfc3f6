package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How changes of ConfigMaps and Secrets are followed. */
public record ConfigPolicy(
        @OnChange(Effect.AT_ONCE)
        @Default("10")
        @Min(0)
        @Max(600)
        @JsonPropertyDescription(
                "For how many seconds the content must have been the same before it is reloaded for. While it goes on changing"
                        + " it is reloaded for after six times as long.")
        Integer quietSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("60")
        @Min(0)
        @Max(3600)
        @JsonPropertyDescription(
                "How many seconds there are at least between two reloads of the app for another content. The time doubles, up to"
                        + " an hour, with each reload within two hours of the one before. With 0 there is no such limit.")
        Integer minIntervalSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("ConfigMaps")
        @JsonPropertyDescription(
                "Of what the operator keeps immutable copies, which workers read in the place of the originals: a worker of a"
                        + " revision then reads that revision's content whenever it starts, and a rollback restores it. None:"
                        + " of nothing. ConfigMaps: of the keys of ConfigMaps that are used. All: of those of Secrets, too,"
                        + " where the operator may copy them. A revision has at most 256 KiB of copies.")
        Copies copies,

        @OnChange(Effect.AT_ONCE)
        @Size(max = 100)
        @JsonPropertyDescription("Objects, or keys of them, whose changes lead to no reload.")
        @Nullable
        List<IgnoredConfig> ignore) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static ConfigPolicy defaults() {
        return new ConfigPolicy(null, null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public ConfigPolicy {
        quietSeconds = Objects.requireNonNullElse(quietSeconds, 10);
        minIntervalSeconds = Objects.requireNonNullElse(minIntervalSeconds, 60);
        copies = Objects.requireNonNullElse(copies, Copies.ConfigMaps);
    }

    /** Of what copies are kept. */
    public enum Copies {
        None,
        ConfigMaps,
        All
    }

    /** An object whose changes lead to no reload. */
    public record IgnoredConfig(
            @Required @JsonPropertyDescription("ConfigMap or Secret.")
            ConfigKind kind,

            @Required @JsonPropertyDescription("The object's name.")
            String name,

            @Size(max = 100) @JsonPropertyDescription("The keys that are ignored; all of them if left out.") @Nullable
            List<String> keys) {}

    /** The kinds that are followed. */
    public enum ConfigKind {
        ConfigMap,
        Secret
    }
}
