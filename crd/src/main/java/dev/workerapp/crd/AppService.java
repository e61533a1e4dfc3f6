package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Service that the operator keeps in front of the workers. */
public record AppService(
        @OnChange(Effect.AT_ONCE)
        @Default("true")
        @JsonPropertyDescription(
                "Whether to keep a Service of the app's name; there is none either while the app has no port.")
        Boolean enabled,

        @OnChange(Effect.AT_ONCE)
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("The Service's port; the app's port if left out.")
        @Nullable
        Integer port,

        @OnChange(Effect.AT_ONCE)
        @Default("http")
        @Pattern("^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$")
        @JsonPropertyDescription(
                "The name of the Service's port. Service meshes read the protocol from it, for instance grpc or tcp-shop.")
        String portName,

        @OnChange(Effect.AT_ONCE)
        @Size(max = 253)
        @JsonPropertyDescription(
                "The protocol of the Service's port, for instance grpc or kubernetes.io/h2c; none if left out.")
        @Nullable
        String appProtocol,

        @OnChange(Effect.AT_ONCE) @Default("ClusterIP") @JsonPropertyDescription("The Service's type.")
        Type type,

        @OnChange(Effect.AT_ONCE)
        @JsonPropertyDescription("Annotations for the Service, for instance for a cloud's load balancer.")
        Map<String, String> annotations) {

    /** What the schema gives when nothing is said. */
    @SuppressWarnings("NullAway") // The canonical constructor fills them in.
    static AppService defaults() {
        return new AppService(null, null, null, null, null, null);
    }

    /** Fills in the defaults, as the schema does. */
    public AppService {
        enabled = Objects.requireNonNullElse(enabled, true);
        portName = Objects.requireNonNullElse(portName, "http");
        type = Objects.requireNonNullElse(type, Type.ClusterIP);
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }

    /** The types of Service that there are for workers. */
    public enum Type {
        ClusterIP,
        NodePort,
        LoadBalancer
    }
}
