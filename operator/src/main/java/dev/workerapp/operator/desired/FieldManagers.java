package dev.workerapp.operator.desired;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who has changed an app, by its managed fields. */
public final class FieldManagers {

    private FieldManagers() {}

    /**
     * The manager that last changed the app itself; empty if it is not known, as of two that did within one second, which is
     * as exact as these times are. Status and scale are subresources: who writes those asks for no other revision.
     */
    public static Optional<String> lastOf(WorkerApp app) {
        NavigableMap<String, Set<String>> byTime = new TreeMap<>();
        entries(app, "").filter(entry -> entry.getTime() != null).forEach(entry -> byTime.computeIfAbsent(
                        entry.getTime(), _ -> new HashSet<>())
                .add(entry.getManager()));
        return Optional.ofNullable(byTime.lastEntry())
                .map(Map.Entry::getValue)
                .filter(managers -> managers.size() == 1)
                .map(managers -> managers.iterator().next());
    }

    /** The manager that scaled the app; empty if somebody has set {@code instances} otherwise since. */
    public static Optional<String> scaledBy(WorkerApp app) {
        // It owns this one field, so its entry is there for as long as it is the last that wrote it; it has no time.
        return entries(app, "scale").map(ManagedFieldsEntry::getManager).findFirst();
    }

    /** What wrote the app itself, or its subresource of this name. */
    private static Stream<ManagedFieldsEntry> entries(WorkerApp app, String subresource) {
        return Objects.requireNonNullElse(app.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of()).stream()
                .filter(entry ->
                        Objects.requireNonNullElse(entry.getSubresource(), "").equals(subresource))
                .filter(entry -> entry.getManager() != null);
    }
}
