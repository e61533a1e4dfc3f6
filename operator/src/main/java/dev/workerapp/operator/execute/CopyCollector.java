package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.config.Copy;
import dev.workerapp.operator.config.CopyStore;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.desired.ConfigCopies;
import dev.workerapp.operator.desired.StoredRevision;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the copies of ConfigMaps and Secrets that no revision and no pod refers to. What the API server refuses to delete is
 * logged, and tried again by {@link CopyRefusals}: it harms nobody. For one reconciliation.
 */
public final class CopyCollector {

    private final WorkerApp app;
    private final CopyStore store;
    private final Writes writes;
    private final CopyRefusals refusals;
    private final Instant now;
    private @Nullable Set<String> live;

    /**
     * A collector for this pass.
     *
     * @param refusals remembers from pass to pass what could not be deleted
     */
    public CopyCollector(WorkerApp app, CopyStore store, Writes writes, CopyRefusals refusals, Instant now) {
        this.app = app;
        this.store = store;
        this.writes = writes;
        this.refusals = refusals;
        this.now = now;
    }

    /**
     * Deletes what is not needed.
     *
     * @param kept the app's revisions, without those that were deleted
     * @param pods the app's pods, those that end included: their containers may be started once more
     */
    public void collect(List<StoredRevision> kept, Collection<Pod> pods) {
        for (Kind kind : Kind.values()) {
            List<StoredRevision> remembering = kept.stream()
                    .filter(revision ->
                            !revision.rememberedCopies().of(kind).names().isEmpty())
                    .toList();
            if (ConfigCopies.areWanted(app, kind) || !remembering.isEmpty()) {
                store.copies(ResourceID.fromResource(app), kind)
                        .ifPresent(there -> collect(kind, own(there), remembering, pods));
            }
        }
    }

    private List<Copy> own(Set<Copy> copies) {
        return copies.stream()
                .filter(copy -> copy.isOf(app.getMetadata().getUid()))
                .toList();
    }

    private void collect(Kind kind, List<Copy> there, List<StoredRevision> remembering, Collection<Pod> pods) {
        Set<String> used = new HashSet<>(names(remembering));
        pods.forEach(pod -> used.addAll(ConfigCopies.of(pod)));
        List<Copy> unused = new ArrayList<>(there);
        unused.removeIf(copy -> used.contains(copy.name())
                || refusals.why(app, copy.name(), now).isPresent());
        try {
            unused.removeIf(copy -> live().contains(copy.name()));
        } catch (KubernetesClientException e) {
            Refused.problem(e, "The list of ControllerRevisions");
            return;
        }
        List<Copy> left = new ArrayList<>(there);
        left.removeIf(copy -> unused.contains(copy) && isDeleted(copy));
        Set<String> names = left.stream().map(Copy::name).collect(Collectors.toSet());
        remembering.forEach(revision -> forget(revision, kind, names));
    }

    /** As the API server says, asked once where it matters: a revision that was made a moment ago may not be in this view. */
    private Set<String> live() {
        if (live == null) {
            live = names(
                    writes.liveRevisions(app).stream().map(StoredRevision::new).toList());
        }
        return live;
    }

    /** Of which there may be copies that workers are to read. */
    private Set<String> names(List<StoredRevision> revisions) {
        Set<String> names = new HashSet<>();
        revisions.forEach(
                revision -> names.addAll(revision.copiesFor(app).names().values()));
        return names;
    }

    private boolean isDeleted(Copy copy) {
        try {
            writes.deleteCopy(app, copy);
            store.deleted(ResourceID.fromResource(app), copy);
            refusals.done(app, copy.name());
            return true;
        } catch (KubernetesClientException e) {
            refusals.refused(
                    app,
                    copy.name(),
                    Refused.problem(e, "The deletion of " + copy.kind().word() + " " + copy.name())
                            .message(),
                    now);
            return false;
        }
    }

    /** Forgets what workers of the revision are not to read, once it is deleted: until then that is to be looked for. */
    private void forget(StoredRevision revision, Kind kind, Set<String> left) {
        NavigableMap<String, String> gone =
                new TreeMap<>(revision.rememberedCopies().of(kind).names());
        gone.keySet().removeAll(revision.copiesFor(app).names().keySet());
        gone.values().removeAll(left);
        if (gone.isEmpty()) {
            return;
        }
        try {
            writes.annotateRevision(revision.object(), new ConfigCopies(gone).removal());
        } catch (KubernetesClientException e) {
            Refused.problem(e, "A mark on ControllerRevision " + revision.name());
        }
    }
}
