package dev.workerapp.operator.config;

import dev.workerapp.operator.api.Hashes;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that the containers of a template use of one object.
 *
 * @param kind the object's kind
 * @param name its name
 * @param required whether a container can't start without the object
 * @param all whether all keys are used
 * @param keys the keys that are used by name
 * @param requiredKeys those of them without which a container can't start
 * @param ignored keys of which a change is to lead to nothing
 */
public record Reference(
        Kind kind,
        String name,
        boolean required,
        boolean all,
        NavigableSet<String> keys,
        NavigableSet<String> requiredKeys,
        NavigableSet<String> ignored) {

    /** In characters. */
    private static final int LONGEST_SCOPE = 1024;

    /** Of an object all keys of which are used. */
    static Reference toAll(Kind kind, String name, boolean required) {
        return new Reference(kind, name, required, true, of(Set.of()), of(Set.of()), of(Set.of()));
    }

    /** Of an object of which these keys are used; where the object is required, so are they. */
    static Reference toKeys(Kind kind, String name, boolean required, Collection<String> keys) {
        return new Reference(kind, name, required, false, of(keys), required ? of(keys) : of(Set.of()), of(Set.of()));
    }

    /** Both uses of the same object. */
    Reference and(Reference other) {
        return new Reference(
                kind,
                name,
                required || other.required,
                all || other.all,
                union(keys, other.keys),
                union(requiredKeys, other.requiredKeys),
                union(ignored, other.ignored));
    }

    /** The same without these keys; empty if no key is left. */
    public Optional<Reference> without(Collection<String> others) {
        NavigableSet<String> left = of(keys);
        left.removeAll(others);
        NavigableSet<String> leftRequired = of(requiredKeys);
        leftRequired.removeAll(others);
        Reference reference =
                new Reference(kind, name, required, all, left, leftRequired, all ? union(ignored, others) : ignored);
        return all || !left.isEmpty() ? Optional.of(reference) : Optional.empty();
    }

    /** Whether a key is used. */
    boolean uses(String key) {
        return all || keys.contains(key);
    }

    /**
     * What is used, as a text that no other use has. Whether it is required does not matter to what a worker reads. Many long
     * keys are named by their hash: annotations of an object may have 256 KiB in all.
     */
    public String scope() {
        String object = kind.word() + "/" + name;
        // A key has letters, digits, '-', '_' and '.' alone.
        String used = (all ? " *" : " " + String.join(",", keys))
                + ignored.stream().map(key -> " -" + key).collect(Collectors.joining());
        return object.length() + used.length() <= LONGEST_SCOPE ? object + used : object + " #" + Hashes.of(used, 24);
    }

    /** The kind of the object that a {@link #scope} is of. */
    public static Kind kindOf(String scope) {
        return scope.startsWith(Kind.SECRET.word() + "/") ? Kind.SECRET : Kind.CONFIG_MAP;
    }

    /** The {@link #title} of the object that a {@link #scope} is of. */
    public static String titleOf(String scope) {
        return scope.substring(0, scope.indexOf(' ')).replace('/', ' ');
    }

    /** For people: {@code ConfigMap shop}. */
    public String title() {
        return kind.word() + " " + name;
    }

    private static NavigableSet<String> of(Collection<String> keys) {
        return new TreeSet<>(keys);
    }

    private static NavigableSet<String> union(Collection<String> some, Collection<String> others) {
        NavigableSet<String> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }
}
