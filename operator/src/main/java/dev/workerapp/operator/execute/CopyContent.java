package dev.workerapp.operator.execute;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in a copy of a ConfigMap or a Secret, to be compared with what is to be in it.
 *
 * @param isImmutable whether nobody can change it any more
 */
record CopyContent(boolean isImmutable, Map<String, String> data, Map<String, String> binaryData) {

    /** That of an object. */
    static CopyContent of(HasMetadata object) {
        return switch (object) {
            case ConfigMap map -> of(map.getImmutable(), map.getData(), map.getBinaryData());
            case Secret secret -> of(secret.getImmutable(), secret.getData(), Map.of());
            default -> throw new IllegalArgumentException("no copy is a " + object.getKind());
        };
    }

    private static CopyContent of(
            @Nullable Boolean immutable, @Nullable Map<String, String> data, @Nullable Map<String, String> binaryData) {
        return new CopyContent(
                Boolean.TRUE.equals(immutable),
                Objects.requireNonNullElse(data, Map.of()),
                Objects.requireNonNullElse(binaryData, Map.of()));
    }
}
