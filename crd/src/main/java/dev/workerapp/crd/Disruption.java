package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The PodDisruptionBudget that the operator keeps for the workers. */
public record Disruption(
        @OnChange(Effect.AT_ONCE)
        @Default("true")
        @JsonPropertyDescription("Whether to keep a PodDisruptionBudget of the app's name.")
        Boolean enabled,

        @OnChange(Effect.AT_ONCE)
        @ValidationRule(
                value = "type(self) == string ? self.matches('^([0-9]|[1-9][0-9]|100)%$') : self >= 0 && self <= 1000",
                message = Disruption.MAX_UNAVAILABLE)
        @JsonPropertyDescription(
                "How many available workers an eviction, as by kubectl drain, may take away at once: a number or a percentage. With 0 it waits until the operator has moved the worker to another node. Unset: 1 where the operator answers evictions itself, replacement first (the chart's evictionWebhook), otherwise 0.")
        @Nullable
        IntOrString maxUnavailable) {

    private static final String MAX_UNAVAILABLE =
            "disruption.maxUnavailable: give a number of workers from 0 to 1000, or a percentage from 0% to 100%.";

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static Disruption defaults() {
        return new Disruption(null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public Disruption {
        enabled = Objects.requireNonNullElse(enabled, true);
        maxUnavailable = maxUnavailable == null ? null : Limits.share(maxUnavailable, 0, MAX_UNAVAILABLE);
    }
}
