package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Objects;

/** How a reload goes. */
public record Reload(
        @OnChange(Effect.AT_ONCE)
        @Default("\"25%\"")
        @ValidationRule(
                value = "type(self) == string ? self.matches('^([1-9][0-9]?|100)%$') : self >= 1 && self <= 1000",
                message = Reload.PARALLEL)
        @JsonPropertyDescription(
                "How many workers may be replaced at once: a number, or a percentage of instances, rounded up. A reload"
                        + " starts with one and doubles as workers of the new revision become available.")
        IntOrString parallel,

        @OnChange(Effect.TRIES_AGAIN)
        @Default("true")
        @JsonPropertyDescription(
                "Whether the replacement is started before the old worker is stopped. Set it to false for workers that"
                        + " hold an exclusive lock: slots are then empty for a while, one at a time at first and up to"
                        + " parallel later.")
        Boolean overlap,

        @OnChange(Effect.AT_ONCE)
        @Default("false")
        @JsonPropertyDescription("Whether to start no further replacement; those under way finish.")
        Boolean paused,

        @OnChange(Effect.AT_ONCE)
        @Default("0")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription("Slots below this number keep the revision that they have: a canary.")
        Integer partition,

        @OnChange(Effect.TRIES_AGAIN)
        @Default("300")
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription(
                "How many seconds a worker may take from its creation until its main container first runs: scheduling,"
                        + " volumes, pulling the image. After that the app is Stalled, and onStartTimeout decides. Init"
                        + " containers that run are not counted.")
        Integer startTimeoutSeconds,

        @OnChange(Effect.TRIES_AGAIN)
        @Default("Wait")
        @JsonPropertyDescription(
                "What happens when startTimeoutSeconds is over. Wait: the start is tried again until the cluster can run the"
                        + " worker. Fail: the revision has failed, and onFailure decides; for instance to roll back an image"
                        + " that does not exist.")
        OnStartTimeout onStartTimeout,

        @OnChange(Effect.TRIES_AGAIN)
        @Default("10")
        @Min(0)
        @Max(3600)
        @JsonPropertyDescription(
                "For how many seconds the first worker of a new revision must be ready before it is considered available, and"
                        + " for how long after a reload the operator still rolls back when workers crash. With 0 a worker"
                        + " is available as soon as readiness says so.")
        Integer probationSeconds,

        @OnChange(Effect.TRIES_AGAIN)
        @Default("RollBack")
        @JsonPropertyDescription(
                "What a failed replacement leads to. RollBack: the revision is marked as failed and the stable revision is restored."
                        + " Halt: no further worker is replaced, and the failed one is left to be looked at. Proceed: it"
                        + " is considered available anyway, as in PM2, and requests may be lost.")
        OnFailure onFailure,

        @OnChange(Effect.AT_ONCE)
        @Default("Ignore")
        @JsonPropertyDescription(
                "What a change of the ConfigMaps and Secrets that the workers' template refers to leads to. Ignore: nothing."
                        + " Reload: a reload, if the keys that are used have another content. Secrets are followed only"
                        + " where the operator may read them.")
        OnConfigChange onConfigChange,

        ConfigPolicy config) {

    private static final String PARALLEL =
            "reload.parallel: give a number of workers from 1 to 1000, or a percentage from 1% to 100%.";

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static Reload defaults() {
        return new Reload(null, null, null, null, null, null, null, null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public Reload {
        parallel = Limits.share(Objects.requireNonNullElse(parallel, new IntOrString("25%")), 1, PARALLEL);
        overlap = Objects.requireNonNullElse(overlap, true);
        paused = Objects.requireNonNullElse(paused, false);
        partition = Objects.requireNonNullElse(partition, 0);
        startTimeoutSeconds = Objects.requireNonNullElse(startTimeoutSeconds, 300);
        onStartTimeout = Objects.requireNonNullElse(onStartTimeout, OnStartTimeout.Wait);
        probationSeconds = Objects.requireNonNullElse(probationSeconds, 10);
        onFailure = Objects.requireNonNullElse(onFailure, OnFailure.RollBack);
        onConfigChange = Objects.requireNonNullElse(onConfigChange, OnConfigChange.Ignore);
        config = Objects.requireNonNullElseGet(config, ConfigPolicy::defaults);
    }

    /** What another content of a ConfigMap or a Secret leads to. */
    public enum OnConfigChange {
        Ignore,
        Reload
    }

    /** What a start that takes too long leads to. */
    public enum OnStartTimeout {
        Wait,
        Fail
    }

    /** What a failed replacement leads to. */
    public enum OnFailure {
        RollBack,
        Halt,
        Proceed
    }
}
