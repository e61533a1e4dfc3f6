package dev.workerapp.operator.desired;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who has changed an app, by its managed fields. */
public final class FieldManagers {

    private FieldManagers() {}

    /**
     * The manager that last changed the app itself; empty if it is not known. Status and scale are subresources: who
     * writes those asks for no other revision.
     */
    public static Optional<String> lastOf(WorkerApp app) {
        return Objects.requireNonNullElse(app.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of()).stream()
                .filter(entry ->
                        Objects.requireNonNullElse(entry.getSubresource(), "").isEmpty())
                .filter(entry -> entry.getTime() != null && entry.getManager() != null)
                .max(Comparator.comparing(ManagedFieldsEntry::getTime))
                .map(ManagedFieldsEntry::getManager);
    }
}
