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
import dev.workerapp.operator.observe.WantedCopies;
import dev.workerapp.operator.observe.WantedCopies.Wanted;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes the copies of ConfigMaps and Secrets before the revision that names them, and so before any worker that reads them.
 * What can't be copied is reported, and holds nothing up: workers then read the original. For one reconciliation.
 */
public final class CopyKeeper {

    private final WorkerApp app;
    private final ResourceID id;
    private final CopyStore store;
    private final Writes writes;
    private final CopyRefusals refusals;
    private final Instant now;
    private final List<String> notCopied = new ArrayList<>();
    private final Map<Kind, Optional<Set<String>>> copies = new EnumMap<>(Kind.class);
    private boolean isOutdated;
    private boolean isToBeTriedAgain;

    /**
     * A keeper for this pass.
     *
     * @param refusals remembers from pass to pass what could not be copied
     */
    public CopyKeeper(WorkerApp app, CopyStore store, Writes writes, CopyRefusals refusals, Instant now) {
        this.app = app;
        this.id = ResourceID.fromResource(app);
        this.store = store;
        this.writes = writes;
        this.refusals = refusals;
        this.now = now;
    }

    /**
     * Makes the copies that the revision asked for is to have, and again those that somebody has deleted. On each revision it
     * is forgotten which copies workers of it are not to read any more.
     *
     * @param known the app's revisions
     * @return the same, with the copies that there are; empty if a revision has to be made of content that is another one by
     *     now, so that the app has to be looked at again
     */
    public Optional<FollowedConfig> make(FollowedConfig config, List<StoredRevision> known) {
        notCopied.addAll(config.wanted().notCopied());
        Optional<StoredRevision> asked = config.asked();
        ConfigCopies before = asked.map(revision -> revision.copiesFor(app)).orElse(ConfigCopies.NONE);
        NavigableMap<String, String> names =
                asked.map(revision -> kept(revision, config.wanted())).orElseGet(TreeMap::new);
        for (Wanted wanted : config.wanted().wanted()) {
            String scope = wanted.reference().scope();
            if (wanted.name(app).equals(names.get(scope))) {
                continue;
            }
            if (wanted.isOfNothing() || isThere(wanted.reference().kind(), wanted.name(app), false) || isMade(wanted)) {
                names.put(scope, wanted.name(app));
            } else if (!wanted.isLive()
                    && !before.names().containsKey(scope)
                    && config.wanted().live().containsKey(scope)) {
                notCopied.add(
                        wanted.reference().title() + " is not copied: its content is another one by now than that of"
                                + " the revision. Workers read it as it is when they start.");
            }
        }
        if (asked.isEmpty() && isOutdated) {
            return Optional.empty();
        }
        known.stream()
                .filter(revision -> asked.map(StoredRevision::name)
                        .filter(revision.name()::equals)
                        .isEmpty())
                .forEach(revision -> keep(revision, config.wanted()));
        return Optional.of(
                config.copied(new ConfigCopies(names).changesFrom(before), notCopied, isOutdated || isToBeTriedAgain));
    }

    /** Writes on a revision that is not asked for which copies workers of it go on reading. */
    private void keep(StoredRevision revision, WantedCopies wanted) {
        Map<String, @Nullable String> changes =
                new ConfigCopies(kept(revision, wanted)).changesFrom(revision.copiesFor(app));
        if (!changes.isEmpty()) {
            try {
                writes.annotateRevision(revision.object(), changes);
            } catch (KubernetesClientException e) {
                Refused.problem(e, "A mark on ControllerRevision " + revision.name());
                isToBeTriedAgain = true;
            }
        }
    }

    /** The copies of a revision that workers of it go on reading, by what they are of. */
    private NavigableMap<String, String> kept(StoredRevision revision, WantedCopies wanted) {
        NavigableMap<String, String> names = new TreeMap<>();
        revision.copiesFor(app).names().forEach((scope, name) -> {
            if (wanted.allow(scope) && isThereAgain(revision, scope, name, wanted.live())) {
                names.put(scope, name);
            }
        });
        return names;
    }

    /** Whether there is a copy, which is made again where that is possible. */
    private boolean isThereAgain(StoredRevision revision, String scope, String name, Map<String, Wanted> live) {
        if (Content.ABSENT.equals(revision.config().digests().get(scope))
                || isThere(Reference.kindOf(scope), name, true)) {
            return true;
        }
        Optional<Wanted> same =
                Optional.ofNullable(live.get(scope)).filter(one -> one.name(app).equals(name));
        if (same.isPresent()) {
            // What is refused now is tried again.
            isMade(same.get());
            return true;
        }
        if (isThereLive(Reference.kindOf(scope), name)) {
            return true;
        }
        String what = Reference.titleOf(scope);
        notCopied.add(
                "The copy " + name + " of " + what + " was deleted, and its content is not known any more. Workers of"
                        + " revision " + revision.name() + " read " + what + " as it is when they start.");
        return false;
    }

    /** As the API server says, since a view may be late; where it does not say, it may be there. */
    private boolean isThereLive(Kind kind, String name) {
        try {
            return writes.hasCopy(app, kind, name);
        } catch (KubernetesClientException e) {
            refused(Sentences.end(
                    Refused.problem(e, "A look at " + kind.word() + " " + name).message()));
            return true;
        }
    }

    /** Makes a copy of what is there now. */
    private boolean isMade(Wanted wanted) {
        if (!wanted.isLive()) {
            return false;
        }
        Reference reference = wanted.reference();
        String name = wanted.name(app);
        Optional<String> refusal = refusals.why(app, name, now);
        if (refusal.isPresent()) {
            refused(refusal.get());
            return false;
        }
        try {
            Optional<UsedValues> values = store.values(id, reference, wanted.digest());
            isOutdated |= values.isEmpty();
            return values.filter(some -> isCreated(reference, name, some)).isPresent();
        } catch (IOException e) {
            refused(
                    name,
                    reference.title() + " can't be read to be copied: "
                            + Sentences.end(String.valueOf(e.getMessage())));
        } catch (KubernetesClientException e) {
            refused(
                    name,
                    Sentences.end(Refused.problem(e, "The copy " + name + " of " + reference.title())
                            .message()));
        }
        return false;
    }

    private void refused(String name, String why) {
        refusals.refused(app, name, why, now);
        refused(why);
    }

    private void refused(String why) {
        notCopied.add(why);
        isToBeTriedAgain = true;
    }

    private boolean isCreated(Reference reference, String name, UsedValues values) {
        Optional<HasMetadata> created = writes.createCopy(app, ConfigCopy.of(app, reference.kind(), name, values));
        if (created.isEmpty()) {
            refused(
                    name,
                    "There is a " + reference.kind().word() + " " + name + " that is not the copy of "
                            + reference.title() + ": delete it.");
        }
        created.ifPresent(copy -> {
            refusals.done(app, name);
            store.made(
                    id, new Copy(reference.kind(), name, copy.getMetadata().getUid(), Ownership.controllerUid(copy)));
            copies(reference.kind()).ifPresent(names -> names.add(name));
        });
        return created.isPresent();
    }

    /** @param otherwise while that is not known */
    private boolean isThere(Kind kind, String name, boolean otherwise) {
        return copies(kind).map(names -> names.contains(name)).orElse(otherwise);
    }

    /** The names of the copies that there are; what belongs to an earlier app of the name is about to be deleted. */
    private Optional<Set<String>> copies(Kind kind) {
        return copies.computeIfAbsent(kind, _ -> store.copies(id, kind).map(known -> known.stream()
                .filter(copy ->
                        copy.isOf(app.getMetadata().getUid()) || copy.owner().isEmpty())
                .map(Copy::name)
                .collect(Collectors.toCollection(HashSet::new))));
    }
}
