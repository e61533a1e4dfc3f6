package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Instances that follow the size of the cluster. */
public record AutoInstances(
        @OnChange(Effect.SCALES) @Required @JsonPropertyDescription("What to count: the schedulable cores or nodes.")
        Per per,

        @OnChange(Effect.SCALES) @Default("0") @Min(0) @JsonPropertyDescription("How many fewer than that.") @Nullable
        Integer minus) {

    /** What is counted. */
    public enum Per {
        Core,
        Node
    }
}
