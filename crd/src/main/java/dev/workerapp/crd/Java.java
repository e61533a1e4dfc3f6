package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the worker's JVM is told. */
public record Java(
        @OnChange(Effect.RELOADS)
        @Size(max = 100)
        @JsonPropertyDescription(
                "JVM options, for instance -Xmx512m. They are appended to JAVA_TOOL_OPTIONS, so the image's entry point"
                        + " need not know of them.")
        List<String> options,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription(
                "Whether the worker runtime is brought into the image as a Java agent. Inject where readiness.signal is"
                        + " Ready, else None, if left out. With Ready and None the image brings the runtime itself.")
        @Nullable
        Agent agent) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static Java defaults() {
        return new Java(null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public Java {
        options = options == null ? List.of() : List.copyOf(options);
    }

    /** Whether the worker runtime is injected. */
    public enum Agent {
        None,
        Inject
    }
}
