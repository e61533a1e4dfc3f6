package dev.workerapp.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ConfigMaps and Secrets that apps follow, in one namespace or in all. Metadata of a kind is watched from the first
 * moment that an app follows an object of it; an object that an app follows is read when it has another version, and only
 * digests of its values are kept. Of objects that no app follows nothing is kept. Thread-safe.
 */
public final class ConfigObjects implements ConfigReader, CopyStore, AutoCloseable {

    /** Longer than the minute between two bookmarks of an API server. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration FIRST_LIST = Duration.ofSeconds(10);

    /** So many objects are read side by side when many change at once. */
    private static final int MOST_READS = 16;

    private static final ObjectState NOT_READ = new ObjectState.Unknown("it has not been read yet");

    private record Key(Kind kind, String namespace, String name) {}

    private static final class Entry {
        /** How often it may have changed. */
        private final AtomicInteger changes = new AtomicInteger(1);

        private volatile ObjectState state = NOT_READ;
        private volatile String version = "";
        private int changesRead;
    }

    /**
     * An object as the API server has it.
     *
     * @param version empty if there is none
     */
    private record Live(String version, ObjectState state) {}

    private final Requests requests;
    private final String namespace;
    private final Optional<DigestKey> key;
    private final Duration shortestWait;
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final Map<ResourceID, Set<Key>> followed = new ConcurrentHashMap<>();
    private final Map<Kind, MetadataWatch> watches = new EnumMap<>(Kind.class);
    private final Map<Kind, KnownCopies> copies;
    private final Set<Kind> copied;
    private final Semaphore reads = new Semaphore(MOST_READS);
    private volatile Consumer<ResourceID> look = _ -> {};
    private volatile Predicate<ResourceID> exists = _ -> true;
    private boolean closed;

    /**
     * Objects that nobody follows yet.
     *
     * @param namespace empty for all namespaces
     * @param key with which Secrets are digested; empty if Secrets are not to be followed
     * @param copied objects of which kinds may be copied
     */
    public ConfigObjects(KubernetesClient client, String namespace, Optional<DigestKey> key, Set<Kind> copied) {
        this(new Requests(client, SILENCE), namespace, key, copied, SHORTEST_WAIT);
    }

    /** The same, with other waits. */
    ConfigObjects(
            Requests requests, String namespace, Optional<DigestKey> key, Set<Kind> copied, Duration shortestWait) {
        this.requests = requests;
        this.namespace = namespace;
        this.key = key;
        this.copied = Set.copyOf(copied);
        this.copies = Stream.of(Kind.values()).collect(Collectors.toUnmodifiableMap(kind -> kind, KnownCopies::new));
        this.shortestWait = shortestWait;
    }

    /**
     * Calls the listener with each app whose objects have changed, or are not known any more.
     *
     * @param exists whether an app is still there; what one that is not has followed is forgotten
     */
    public void listen(Consumer<ResourceID> listener, Predicate<ResourceID> exists) {
        this.look = listener;
        this.exists = exists;
    }

    @Override
    public boolean follows(Kind kind) {
        return switch (kind) {
            case CONFIG_MAP -> true;
            case SECRET -> key.isPresent();
        };
    }

    @Override
    public Map<Reference, ObjectState> follow(ResourceID app, Collection<Reference> references) {
        return states(app, references, false);
    }

    @Override
    public Map<Reference, ObjectState> readAgain(ResourceID app, Collection<Reference> references) {
        return states(app, references, true);
    }

    private Map<Reference, ObjectState> states(ResourceID app, Collection<Reference> references, boolean again) {
        String where = app.getNamespace().orElse("");
        Map<Reference, Key> keys = new LinkedHashMap<>();
        references.forEach(reference -> keys.put(reference, new Key(reference.kind(), where, reference.name())));
        if (keys.isEmpty()) {
            forget(app);
            return Map.of();
        }
        followed.put(app, Set.copyOf(keys.values()));
        keys.values().stream().map(Key::kind).distinct().forEach(this::awaitFirstList);
        Map<Reference, ObjectState> states = new LinkedHashMap<>();
        keys.forEach((reference, object) -> states.put(reference, state(app, object, again)));
        return states;
    }

    @Override
    public boolean mayCopy(Kind kind) {
        return copied.contains(kind);
    }

    @Override
    public Optional<Set<Copy>> copies(ResourceID app, Kind kind) {
        if (!mayCopy(kind)) {
            return Optional.empty();
        }
        awaitFirstList(kind);
        return watch(kind).filter(watch -> watch.unknown().isEmpty()).map(_ -> copies(kind)
                .of(app));
    }

    @Override
    public void made(ResourceID app, Copy copy) {
        copies(copy.kind()).put(app, copy);
    }

    @Override
    public void deleted(ResourceID app, Copy copy) {
        copies(copy.kind()).remove(app, copy);
    }

    private KnownCopies copies(Kind kind) {
        return Objects.requireNonNull(copies.get(kind));
    }

    @Override
    public Optional<UsedValues> values(ResourceID app, Reference reference, String digest) throws IOException {
        Key object = new Key(reference.kind(), app.getNamespace().orElse(""), reference.name());
        UsedValues.Collector values = new UsedValues.Collector(reference);
        reads.acquireUninterruptibly();
        try {
            if (Content.of(reference, live(object, values).state()).equals(new Content.Known(digest))) {
                return Optional.of(values.values());
            }
        } finally {
            reads.release();
        }
        // The watch may be late, and tell of the change in minutes.
        entries.computeIfPresent(object, (_, entry) -> {
            entry.changes.incrementAndGet();
            return entry;
        });
        return Optional.empty();
    }

    @Override
    public void forget(ResourceID app) {
        followed.remove(app);
    }

    /** Once for all objects of the kind: a pass that waits holds a thread. */
    private void awaitFirstList(Kind kind) {
        watch(kind).ifPresent(watch -> watch.awaitFirstTry(FIRST_LIST));
    }

    private ObjectState state(ResourceID app, Key object, boolean again) {
        Optional<MetadataWatch> watch = watch(object.kind());
        if (watch.isEmpty()) {
            return new ObjectState.Unknown("The operator stops.");
        }
        Optional<String> unknown = watch.get().unknown();
        if (unknown.isPresent()) {
            return new ObjectState.Unknown(unknown.get());
        }
        Entry entry = entries.computeIfAbsent(object, _ -> new Entry());
        ObjectState before = entry.state;
        if (again) {
            entry.changes.incrementAndGet();
        }
        if (read(object, entry) && !before.equals(NOT_READ)) {
            // The watch finds it read, and tells nobody.
            tell(object, Optional.of(app));
        }
        return entry.state;
    }

    /** Empty once the operator stops. */
    private Optional<MetadataWatch> watch(Kind kind) {
        synchronized (watches) {
            return closed
                    ? Optional.empty()
                    : Optional.of(watches.computeIfAbsent(
                            kind, _ -> new MetadataWatch(requests, kind, namespace, new Changes(kind), shortestWait)));
        }
    }

    /**
     * Reads the object if it may have changed since it was read.
     *
     * @return whether another thing is known of it now
     */
    private boolean read(Key object, Entry entry) {
        synchronized (entry) {
            int changes = entry.changes.get();
            if (changes == entry.changesRead) {
                return false;
            }
            ObjectState before = entry.state;
            try {
                reads.acquireUninterruptibly();
                Live live = live(object, (_, _, _) -> {});
                entry.version = live.version();
                entry.state = live.state();
                entry.changesRead = changes;
            } catch (IOException e) {
                entry.state = new ObjectState.Unknown(
                        object.kind().word() + " " + object.name() + " can't be read: " + e.getMessage());
            } finally {
                reads.release();
            }
            return !entry.state.equals(before);
        }
    }

    private Live live(Key object, ObjectJson.Listener listener) throws IOException {
        Digests digests = digests(object.kind());
        try (JsonParser json = requests.object(object.kind(), object.namespace(), object.name())) {
            ObjectJson read = ObjectJson.read(json, object.kind(), digests, listener);
            return new Live(
                    read.metadata().version(),
                    read.metadata().ignored() ? new ObjectState.Ignored() : read.state(digests));
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return new Live("", new ObjectState.Absent());
        }
    }

    private Digests digests(Kind kind) throws IOException {
        return switch (kind) {
            case CONFIG_MAP -> Digests.plain();
            case SECRET -> key.orElseThrow().digests();
        };
    }

    /** One key after the other, so that none is forgotten that an app begins to follow meanwhile. */
    private void prune() {
        followed.keySet().removeIf(app -> !exists.test(app));
        for (Key object : Set.copyOf(entries.keySet())) {
            entries.computeIfPresent(
                    object,
                    (_, entry) ->
                            followed.values().stream().anyMatch(objects -> objects.contains(object)) ? entry : null);
        }
    }

    /** How many objects something is known of. */
    int size() {
        return entries.size();
    }

    /** @param but the app that knows it already */
    private void tell(Key object, Optional<ResourceID> but) {
        followed.forEach((app, objects) -> {
            if (objects.contains(object) && !but.equals(Optional.of(app))) {
                look.accept(app);
            }
        });
    }

    /** Ends the watches. */
    @Override
    public void close() {
        synchronized (watches) {
            closed = true;
            watches.values().forEach(MetadataWatch::close);
        }
    }

    /** What the watch of a kind hears. */
    private final class Changes implements MetadataWatch.Listener {

        private final Kind kind;
        private final Set<Key> listed = new HashSet<>();
        private boolean known = true;

        Changes(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void listing() {
            listed.clear();
            copies(kind).listing();
            prune();
        }

        @Override
        public void ended() {
            prune();
        }

        @Override
        public void seen(Metadata object) {
            copies(kind).seen(object);
            Key found = new Key(kind, object.namespace(), object.name());
            Entry entry = entries.get(found);
            if (entry != null) {
                listed.add(found);
                if (!entry.version.equals(object.version())) {
                    changed(found, entry);
                }
            }
        }

        @Override
        public void deleted(Metadata object) {
            copies(kind).deleted(object).ifPresent(look);
            Key found = new Key(kind, object.namespace(), object.name());
            Entry entry = entries.get(found);
            if (entry != null) {
                changed(found, entry);
            }
        }

        @Override
        public void listed() {
            copies(kind).listed().forEach(look);
            entries.forEach((object, entry) -> {
                if (object.kind() == kind && !listed.contains(object) && !entry.version.isEmpty()) {
                    changed(object, entry);
                }
            });
            if (!known) {
                known = true;
                tellAll();
            }
        }

        @Override
        public void failed() {
            if (known) {
                known = false;
                tellAll();
            }
        }

        private void changed(Key object, Entry entry) {
            entry.changes.incrementAndGet();
            Thread.ofVirtual().name("read of " + object.name()).start(() -> {
                if (read(object, entry)) {
                    tell(object, Optional.empty());
                }
            });
        }

        private void tellAll() {
            followed.forEach((app, objects) -> {
                if (objects.stream().anyMatch(object -> object.kind() == kind)) {
                    look.accept(app);
                }
            });
        }
    }
}
