package dev.workerapp.operator.desired;

import dev.workerapp.crd.ConfigPolicy.Copies;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.Reload.OnConfigChange;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.Reference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The copies that workers of a revision read in the place of ConfigMaps and Secrets. Kept as annotations of its
 * ControllerRevision beside the digests, and no part of its identity: a revision may get them later.
 *
 * @param names the names of the copies, by what they are of ({@code Reference.scope})
 */
public record ConfigCopies(NavigableMap<String, String> names) {

    /** None. */
    public static final ConfigCopies NONE = new ConfigCopies(new TreeMap<>());

    private static final int NAME_LENGTH = 10;
    private static final int MARK_LENGTH = 24;

    /** Those that a revision remembers. */
    static ConfigCopies of(ControllerRevision object) {
        NavigableMap<String, String> names = new TreeMap<>();
        Optional.ofNullable(object.getMetadata().getAnnotations())
                .orElse(Map.of())
                .forEach((name, value) -> {
                    int blank = value.indexOf(' ');
                    if (name.startsWith(Names.COPY_MARK) && blank > 0) {
                        names.put(value.substring(blank + 1), value.substring(0, blank));
                    }
                });
        return new ConfigCopies(names);
    }

    /** Those of them that are copies of this content, and that the app wants. */
    ConfigCopies contentOf(Map<String, String> digests, WorkerApp app) {
        NavigableMap<String, String> current = new TreeMap<>(names);
        current.entrySet()
                .removeIf(copy -> !areWanted(app, Reference.kindOf(copy.getKey()))
                        || !Optional.ofNullable(digests.get(copy.getKey()))
                                .map(digest ->
                                        name(app.getMetadata().getName(), Reference.kindOf(copy.getKey()), digest))
                                .equals(Optional.of(copy.getValue())));
        return new ConfigCopies(current);
    }

    /**
     * The name of a copy: the same for the same content. For an object that does not exist, a name that no object has.
     *
     * @param app the app's name
     * @param digest of the content
     */
    public static String name(String app, Kind kind, String digest) {
        return app + "-" + Hashes.of(kind.word() + "\n" + digest, NAME_LENGTH);
    }

    /** Whether the app wants copies of objects of this kind. */
    public static boolean areWanted(WorkerApp app, Kind kind) {
        if (app.getSpec().reload().onConfigChange() == OnConfigChange.Ignore) {
            return false;
        }
        Copies wanted = app.getSpec().reload().config().copies();
        return switch (kind) {
            case CONFIG_MAP -> wanted != Copies.None;
            case SECRET -> wanted == Copies.All;
        };
    }

    /** Those of objects of this kind. */
    public ConfigCopies of(Kind kind) {
        NavigableMap<String, String> ofIt = new TreeMap<>(names);
        ofIt.keySet().removeIf(scope -> Reference.kindOf(scope) != kind);
        return new ConfigCopies(ofIt);
    }

    /** Whether there is one of each of these. */
    public boolean cover(Set<String> scopes) {
        return names.keySet().containsAll(scopes);
    }

    /** The name of the copy of an object; empty where the object itself is read. */
    Optional<String> of(Kind kind, String object) {
        String title = kind.word() + "/" + object + " ";
        return Optional.ofNullable(names.ceilingEntry(title))
                .filter(copy -> copy.getKey().startsWith(title))
                .map(Map.Entry::getValue);
    }

    /** The annotations that remember them. */
    public Map<String, @Nullable String> annotations() {
        Map<String, @Nullable String> annotations = new TreeMap<>();
        names.forEach((scope, name) -> annotations.put(annotation(scope), name + " " + scope));
        return annotations;
    }

    /** The changes of annotations that make these of those before. */
    public Map<String, @Nullable String> changesFrom(ConfigCopies before) {
        Map<String, @Nullable String> changes = new TreeMap<>(before.removal());
        changes.putAll(annotations());
        changes.entrySet().removeAll(before.annotations().entrySet());
        return changes;
    }

    /** The annotations that forget them. */
    public Map<String, @Nullable String> removal() {
        Map<String, @Nullable String> annotations = new TreeMap<>();
        names.keySet().forEach(scope -> annotations.put(annotation(scope), null));
        return annotations;
    }

    /** The annotations of a pod that refers to them. */
    Map<String, String> podAnnotations() {
        return names.isEmpty() ? Map.of() : Map.of(Names.COPIES, String.join(",", new TreeSet<>(names.values())));
    }

    /** The names of the copies that a pod refers to. */
    public static Set<String> of(Pod pod) {
        return Ownership.annotation(pod, Names.COPIES)
                .map(list -> Set.copyOf(Arrays.asList(list.split(",", -1))))
                .orElse(Set.of());
    }

    private static String annotation(String scope) {
        return Names.COPY_MARK + Hashes.of(scope, MARK_LENGTH);
    }
}
