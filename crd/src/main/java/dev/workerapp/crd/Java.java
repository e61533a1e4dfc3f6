package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options of the worker's JVM, and the worker runtime in it. */
public record Java(
        @OnChange(Effect.RELOADS)
        @Size(max = 100)
        @JsonPropertyDescription(
                "JVM options, for instance -Xmx512m, each as it stands: blanks need no quotes. They are appended to JDK_JAVA_OPTIONS, which the java launcher reads"
                        + " from JDK 9 on: the image's entry point need not know of them, and its JAVA_TOOL_OPTIONS stays"
                        + " in force. What the entry point itself says takes precedence.")
        List<String> options,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription(
                "Whether the worker runtime is brought into the image as a Java agent. Inject where readiness.signal is"
                        + " Ready, else None, if left out. With Ready and None the image brings the runtime itself.")
        @Nullable
        Agent agent,

        @OnChange(Effect.RELOADS)
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
                "The port of the worker runtime's control endpoint, 7979 if left out. With hostNetwork it must be set, to a"
                        + " port that nothing else uses on the nodes.")
        @Nullable
        Integer controlPort) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static Java defaults() {
        return new Java(null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public Java {
        options = options == null ? List.of() : List.copyOf(options);
    }

    /** The port of the worker runtime's control endpoint. */
    public int controlPortOrDefault() {
        return Objects.requireNonNullElse(controlPort, Names.CONTROL_PORT);
    }

    /** Whether the worker runtime is injected. */
    public enum Agent {
        None,
        Inject
    }
}
