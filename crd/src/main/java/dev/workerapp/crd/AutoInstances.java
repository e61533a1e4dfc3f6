package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** How many workers are wanted where that follows the nodes of the cluster. */
@ValidationRule(
        value = "self.min <= self.max",
        message = "autoInstances.min is greater than autoInstances.max: lower min, or raise max.")
public record AutoInstances(
        @OnChange(Effect.SCALES)
        @Default("Core")
        @JsonPropertyDescription(
                "What is counted: Core, the processors of all nodes that may run the workers; or Node, these nodes.")
        Per per,

        @OnChange(Effect.SCALES)
        @Default("0")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
                "How many are subtracted: with Core from the processors of each node, which has one worker at least; with Node"
                        + " from the number of nodes.")
        Integer minus,

        @OnChange(Effect.SCALES)
        @Default("1")
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription("The least number of workers, however few the nodes are.")
        Integer min,

        @OnChange(Effect.SCALES)
        @Required
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription("The greatest number of workers, however many the nodes are.")
        Integer max,

        @OnChange(Effect.SCALES)
        @Default("300")
        @Min(0)
        @Max(86400)
        @JsonPropertyDescription(
                "For how many seconds a lower number must have been counted before workers are stopped for it. A node that is"
                        + " not ready is counted for as long. A higher number is taken up after 30 seconds.")
        Integer quietSeconds) {

    private static final int MOST = 1000;

    /** What is counted. */
    public enum Per {
        /** Processors. */
        Core,
        /** Nodes. */
        Node
    }

    /** Fills in the defaults, as the schema does. */
    public AutoInstances {
        per = Objects.requireNonNullElse(per, Per.Core);
        minus = Objects.requireNonNullElse(minus, 0);
        min = Objects.requireNonNullElse(min, 1);
        max = Objects.requireNonNullElse(max, MOST);
        quietSeconds = Objects.requireNonNullElse(quietSeconds, 300);
    }
}
