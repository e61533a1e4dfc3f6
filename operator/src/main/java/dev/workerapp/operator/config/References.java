package dev.workerapp.operator.config;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which ConfigMaps and Secrets the containers of a template read, init containers included. What the kubelet renews by
 * itself (tokens of service accounts, certificates), what it alone reads (image pull secrets) and what a volume driver reads
 * is not among them. Pure.
 */
public final class References {

    private References() {}

    /** Those of a template, one for each object, in a fixed order. */
    public static List<Reference> of(PodSpec pod) {
        Map<String, Reference> byObject = new TreeMap<>();
        Stream.concat(
                        containers(pod).flatMap(References::of),
                        stream(pod.getVolumes()).flatMap(References::of))
                .filter(reference -> !reference.name().isEmpty())
                .forEach(reference -> byObject.merge(reference.title(), reference, Reference::and));
        return List.copyOf(byObject.values());
    }

    /** The SecretProviderClasses that are mounted: what they bring can't be followed. */
    public static List<String> secretProviderClasses(PodSpec pod) {
        return stream(pod.getVolumes())
                .flatMap(volume -> Stream.ofNullable(volume.getCsi()))
                .filter(csi -> "secrets-store.csi.k8s.io".equals(csi.getDriver()))
                .flatMap(csi -> Stream.ofNullable(csi.getVolumeAttributes()))
                .flatMap(attributes -> Stream.ofNullable(attributes.get("secretProviderClass")))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(stream(pod.getInitContainers()), stream(pod.getContainers()));
    }

    private static Stream<Reference> of(Container container) {
        return Stream.concat(
                stream(container.getEnvFrom()).flatMap(References::of),
                stream(container.getEnv())
                        .map(EnvVar::getValueFrom)
                        .flatMap(Stream::ofNullable)
                        .flatMap(References::of));
    }

    private static Stream<Reference> of(EnvFromSource source) {
        return Stream.concat(
                Stream.ofNullable(source.getConfigMapRef())
                        .map(map ->
                                Reference.toAll(Kind.CONFIG_MAP, name(map.getName()), isRequired(map.getOptional()))),
                Stream.ofNullable(source.getSecretRef())
                        .map(secret -> Reference.toAll(
                                Kind.SECRET, name(secret.getName()), isRequired(secret.getOptional()))));
    }

    private static Stream<Reference> of(EnvVarSource source) {
        return Stream.concat(
                Stream.ofNullable(source.getConfigMapKeyRef())
                        .map(ref -> Reference.toKeys(
                                Kind.CONFIG_MAP,
                                name(ref.getName()),
                                isRequired(ref.getOptional()),
                                List.of(ref.getKey()))),
                Stream.ofNullable(source.getSecretKeyRef())
                        .map(ref -> Reference.toKeys(
                                Kind.SECRET,
                                name(ref.getName()),
                                isRequired(ref.getOptional()),
                                List.of(ref.getKey()))));
    }

    private static Stream<Reference> of(Volume volume) {
        return Stream.of(
                        Stream.ofNullable(volume.getConfigMap())
                                .map(map -> files(Kind.CONFIG_MAP, map.getName(), map.getOptional(), map.getItems())),
                        Stream.ofNullable(volume.getSecret())
                                .map(secret -> files(
                                        Kind.SECRET, secret.getSecretName(), secret.getOptional(), secret.getItems())),
                        Stream.ofNullable(volume.getProjected())
                                .flatMap(projected -> stream(projected.getSources()))
                                .flatMap(References::of))
                .flatMap(references -> references);
    }

    private static Stream<Reference> of(VolumeProjection source) {
        return Stream.concat(
                Stream.ofNullable(source.getConfigMap())
                        .map(map -> files(Kind.CONFIG_MAP, map.getName(), map.getOptional(), map.getItems())),
                Stream.ofNullable(source.getSecret())
                        .map(secret -> files(Kind.SECRET, secret.getName(), secret.getOptional(), secret.getItems())));
    }

    /** Without items all keys become files. */
    private static Reference files(
            Kind kind, @Nullable String name, @Nullable Boolean optional, @Nullable List<KeyToPath> items) {
        return items == null || items.isEmpty()
                ? Reference.toAll(kind, name(name), isRequired(optional))
                : Reference.toKeys(
                        kind,
                        name(name),
                        isRequired(optional),
                        items.stream().map(KeyToPath::getKey).toList());
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : name;
    }

    private static boolean isRequired(@Nullable Boolean optional) {
        return optional == null || !optional;
    }

    private static <T> Stream<T> stream(@Nullable Collection<T> elements) {
        return elements == null ? Stream.of() : elements.stream();
    }
}
