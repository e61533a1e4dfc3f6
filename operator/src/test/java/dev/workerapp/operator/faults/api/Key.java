package dev.workerapp.operator.faults.api;

import java.util.Comparator;

/**
 * Where an object is kept.
 *
 * @param groupVersion the group and version, as {@code v1} or {@code apps/v1}
 * @param resource the plural name
 * @param namespace the namespace; empty for what is in none
 * @param name the object's name
 */
public record Key(String groupVersion, String resource, String namespace, String name) implements Comparable<Key> {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::groupVersion)
            .thenComparing(Key::resource)
            .thenComparing(Key::namespace)
            .thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    /** Whether it is one of these. */
    public boolean is(String plural) {
        return resource.equals(plural);
    }
}
