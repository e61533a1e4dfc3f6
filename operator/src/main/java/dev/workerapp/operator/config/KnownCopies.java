package dev.workerapp.operator.config;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The objects of one kind that have an app's label, as the watch of metadata tells of them. Thread-safe. */
final class KnownCopies {

    private record Key(ResourceID app, String name) {}

    private final Kind kind;
    private final Map<ResourceID, Map<String, Copy>> copies = new ConcurrentHashMap<>();
    /** What the list, and the watch since, have shown; for the watch's thread alone. */
    private final Set<Key> listed = new HashSet<>();

    KnownCopies(Kind kind) {
        this.kind = kind;
    }

    /** Those of an app. */
    Set<Copy> of(ResourceID app) {
        return Set.copyOf(copies.getOrDefault(app, Map.of()).values());
    }

    /** It is there. */
    void put(ResourceID app, Copy copy) {
        copies.compute(app, (_, byName) -> {
            Map<String, Copy> all = byName == null ? new ConcurrentHashMap<>() : byName;
            all.put(copy.name(), copy);
            return all;
        });
    }

    /**
     * It is there no more.
     *
     * @return false if it was not known, or is another one
     */
    boolean remove(ResourceID app, Copy copy) {
        boolean[] known = {false};
        copies.computeIfPresent(app, (_, byName) -> {
            known[0] = byName.remove(copy.name(), copy);
            return byName.isEmpty() ? null : byName;
        });
        return known[0];
    }

    /** A list begins. To be called by the watch, as all that follows. */
    void listing() {
        listed.clear();
    }

    /** An object was seen. */
    void seen(Metadata object) {
        if (!object.app().isEmpty()) {
            listed.add(new Key(app(object), object.name()));
            put(app(object), copy(object));
        }
    }

    /**
     * An object was deleted.
     *
     * @return the app that has lost a copy by it
     */
    Optional<ResourceID> deleted(Metadata object) {
        listed.remove(new Key(app(object), object.name()));
        return !object.app().isEmpty() && remove(app(object), copy(object))
                ? Optional.of(app(object))
                : Optional.empty();
    }

    /**
     * All that there are have been seen.
     *
     * @return the apps that have lost a copy
     */
    Set<ResourceID> listed() {
        Set<ResourceID> losers = new HashSet<>();
        copies.forEach((app, byName) -> byName.forEach((name, copy) -> {
            if (!listed.contains(new Key(app, name)) && remove(app, copy)) {
                losers.add(app);
            }
        }));
        return losers;
    }

    private static ResourceID app(Metadata object) {
        return new ResourceID(object.app(), object.namespace());
    }

    private Copy copy(Metadata object) {
        return new Copy(kind, object.name(), object.uid(), object.owner());
    }
}
