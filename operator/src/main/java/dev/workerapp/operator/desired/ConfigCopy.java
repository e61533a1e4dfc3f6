package dev.workerapp.operator.desired;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.UsedValues;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/**
 * An immutable copy of what a template uses of a ConfigMap or a Secret. It belongs to the app and has no label or annotation of
 * the original: by theirs, tools that look after the original would delete the copy.
 */
public final class ConfigCopy {

    private ConfigCopy() {}

    /** A copy of this name with these values. */
    public static HasMetadata of(WorkerApp app, Kind kind, String name, UsedValues values) {
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(app.getMetadata().getNamespace())
                .withLabels(Ownership.labels(app))
                .withOwnerReferences(Ownership.reference(app))
                .build();
        return switch (kind) {
            case CONFIG_MAP ->
                new ConfigMapBuilder()
                        .withMetadata(metadata)
                        .withImmutable(true)
                        .withData(values.data())
                        .withBinaryData(values.binaryData())
                        .build();
            case SECRET ->
                new SecretBuilder()
                        .withMetadata(metadata)
                        .withImmutable(true)
                        .withType("Opaque")
                        .withData(values.data())
                        .build();
        };
    }
}
