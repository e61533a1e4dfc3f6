package dev.workerapp.operator.desired;

import dev.workerapp.operator.config.Kind;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.ConfigMapProjection;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts copies in the place of ConfigMaps and Secrets in the spec of a pod: wherever {@code References} finds one. All else
 * of a reference stays: its keys, paths and modes, its prefix, and whether it is optional.
 */
final class CopiedConfig {

    private final ConfigCopies copies;

    private CopiedConfig(ConfigCopies copies) {
        this.copies = copies;
    }

    /** Puts these copies into a spec, which nobody else may read meanwhile. */
    static void put(ConfigCopies copies, PodSpec spec) {
        CopiedConfig copied = new CopiedConfig(copies);
        Stream.of(spec.getInitContainers(), spec.getContainers())
                .flatMap(CopiedConfig::stream)
                .forEach(copied::container);
        stream(spec.getVolumes()).forEach(copied::volume);
    }

    private void container(Container container) {
        stream(container.getEnvFrom()).forEach(this::envFrom);
        stream(container.getEnv())
                .map(EnvVar::getValueFrom)
                .flatMap(Stream::ofNullable)
                .forEach(this::env);
    }

    private void envFrom(EnvFromSource source) {
        name(Kind.CONFIG_MAP, source.getConfigMapRef(), ConfigMapEnvSource::getName, ConfigMapEnvSource::setName);
        name(Kind.SECRET, source.getSecretRef(), SecretEnvSource::getName, SecretEnvSource::setName);
    }

    private void env(EnvVarSource source) {
        name(
                Kind.CONFIG_MAP,
                source.getConfigMapKeyRef(),
                ConfigMapKeySelector::getName,
                ConfigMapKeySelector::setName);
        name(Kind.SECRET, source.getSecretKeyRef(), SecretKeySelector::getName, SecretKeySelector::setName);
    }

    private void volume(Volume volume) {
        name(Kind.CONFIG_MAP, volume.getConfigMap(), ConfigMapVolumeSource::getName, ConfigMapVolumeSource::setName);
        name(Kind.SECRET, volume.getSecret(), SecretVolumeSource::getSecretName, SecretVolumeSource::setSecretName);
        Stream.ofNullable(volume.getProjected())
                .map(ProjectedVolumeSource::getSources)
                .flatMap(CopiedConfig::stream)
                .forEach(this::projection);
    }

    private void projection(VolumeProjection source) {
        name(Kind.CONFIG_MAP, source.getConfigMap(), ConfigMapProjection::getName, ConfigMapProjection::setName);
        name(Kind.SECRET, source.getSecret(), SecretProjection::getName, SecretProjection::setName);
    }

    private <T> void name(
            Kind kind, @Nullable T reference, Function<T, @Nullable String> name, BiConsumer<T, String> setter) {
        if (reference != null) {
            Optional.ofNullable(name.apply(reference))
                    .flatMap(object -> copies.of(kind, object))
                    .ifPresent(copy -> setter.accept(reference, copy));
        }
    }

    private static <T> Stream<T> stream(@Nullable Collection<T> elements) {
        return elements == null ? Stream.of() : elements.stream();
    }
}
