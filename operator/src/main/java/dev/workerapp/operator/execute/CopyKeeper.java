package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.operator.config.Content;
import dev.workerapp.operator.config.Copy;
import dev.workerapp.operator.config.CopyStore;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.Reference;
import dev.workerapp.operator.config.UsedValues;
import dev.workerapp.operator.desired.ConfigCopies;
import dev.workerapp.operator.desired.ConfigCopy;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.observe.FollowedConfig;
import dev.workerapp.operator.observe.WantedCopies.Wanted;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes the copies of ConfigMaps and Secrets before the revision that names them, and so before any worker that reads them.
 * What can't be copied is reported, and holds nothing up: workers then read the original. For one reconciliation.
 */
public final class CopyKeeper {

    private final WorkerApp app;
    private final ResourceID id;
    private final CopyStore store;
    private final Writes writes;
    private final List<String> notCopied = new ArrayList<>();
    private final Map<Kind, Optional<Set<String>>> there = new EnumMap<>(Kind.class);
    private boolean isToBeTriedAgain;

    /** A keeper for this pass. */
    public CopyKeeper(WorkerApp app, CopyStore store, Writes writes) {
        this.app = app;
        this.id = ResourceID.fromResource(app);
        this.store = store;
        this.writes = writes;
    }

    /**
     * Makes the copies that the revision asked for is to have, and again those that somebody has deleted.
     *
     * @param known the app's revisions
     * @return the same, with the copies that there are
     */
    public FollowedConfig make(FollowedConfig config, List<StoredRevision> known) {
        notCopied.addAll(config.wanted().notCopied());
        ConfigCopies before =
                config.asked().map(revision -> revision.copiesFor(app)).orElse(ConfigCopies.NONE);
        NavigableMap<String, String> names = new TreeMap<>(before.names());
        for (Wanted wanted : config.wanted().wanted()) {
            String scope = wanted.reference().scope();
            boolean isKept = before.names().containsKey(scope);
            if (wanted.isOfNothing()
                    || isThere(wanted.reference().kind(), wanted.name(app), isKept)
                    || isMade(wanted)) {
                names.put(scope, wanted.name(app));
            } else if (isKept && !wanted.isLive()) {
                gone(scope, wanted.name(app), config.asked().orElseThrow());
            }
        }
        Optional<String> asked = config.asked().map(StoredRevision::name);
        Optional<String> stable = known.stream()
                .filter(revision -> revision.marks().stableCount() > 0)
                .max(StoredRevision.BY_STABILITY)
                .map(StoredRevision::name);
        for (StoredRevision revision : known) {
            Optional<String> name = Optional.of(revision.name());
            if (!name.equals(asked)) {
                makeAgain(revision, config.wanted().live(), name.equals(stable));
            }
        }
        return config.copied(new ConfigCopies(names), notCopied, isToBeTriedAgain);
    }

    /**
     * Makes the copies of another revision again, if somebody has deleted them.
     *
     * @param live what can be copied now
     * @param isNeeded whether workers of it may be started
     */
    private void makeAgain(StoredRevision revision, Map<String, Wanted> live, boolean isNeeded) {
        revision.copiesFor(app).names().forEach((scope, name) -> {
            boolean isOfNothing =
                    Content.ABSENT.equals(revision.config().digests().get(scope));
            Optional<Wanted> same = Optional.ofNullable(live.get(scope))
                    .filter(now -> now.name(app).equals(name));
            if (isOfNothing
                    || isThere(Reference.kindOf(scope), name, true)
                    || same.filter(this::isMade).isPresent()) {
                return;
            }
            if (isNeeded && same.isEmpty()) {
                gone(scope, name, revision);
            }
        });
    }

    private void gone(String scope, String name, StoredRevision revision) {
        String what = Reference.titleOf(scope);
        notCopied.add("The copy " + name + " of " + what + ", which workers of revision " + revision.name()
                + " read, was deleted, and its content is not known any more: none of them can start. Give " + what
                + " that content again, or change the spec.");
    }

    /** Makes a copy of what is there now. */
    private boolean isMade(Wanted wanted) {
        if (!wanted.isLive()) {
            return false;
        }
        Reference reference = wanted.reference();
        String name = wanted.name(app);
        try {
            return store.values(id, reference, wanted.digest())
                    .filter(values -> isCreated(reference, name, values))
                    .isPresent();
        } catch (IOException e) {
            refused(reference.title() + " can't be read to be copied: "
                    + Sentences.end(String.valueOf(e.getMessage())));
        } catch (KubernetesClientException e) {
            refused(Sentences.end(Refused.problem(e, "The copy " + name + " of " + reference.title())
                    .message()));
        }
        return false;
    }

    private void refused(String why) {
        notCopied.add(why);
        isToBeTriedAgain = true;
    }

    private boolean isCreated(Reference reference, String name, UsedValues values) {
        Optional<HasMetadata> there = writes.createCopy(app, ConfigCopy.of(app, reference.kind(), name, values));
        if (there.isEmpty()) {
            refused("There is a " + reference.kind().word() + " " + name + " that is not the copy of "
                    + reference.title() + ": delete it.");
        }
        there.ifPresent(copy -> {
            store.made(
                    id, new Copy(reference.kind(), name, copy.getMetadata().getUid(), Ownership.controllerUid(copy)));
            there(reference.kind()).ifPresent(names -> names.add(name));
        });
        return there.isPresent();
    }

    /** @param otherwise while that is not known */
    private boolean isThere(Kind kind, String name, boolean otherwise) {
        return there(kind).map(names -> names.contains(name)).orElse(otherwise);
    }

    /** The names of the copies that there are; what belongs to an earlier app of the name is about to be deleted. */
    private Optional<Set<String>> there(Kind kind) {
        return there.computeIfAbsent(kind, _ -> store.copies(id, kind).map(copies -> copies.stream()
                .filter(copy ->
                        copy.isOf(app.getMetadata().getUid()) || copy.owner().isEmpty())
                .map(Copy::name)
                .collect(Collectors.toCollection(HashSet::new))));
    }
}
