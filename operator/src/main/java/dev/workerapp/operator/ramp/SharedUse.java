package dev.workerapp.operator.ramp;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The apps that have to do with what is used of one object. Not thread-safe. */
final class SharedUse {

    /** The order in which apps begin. */
    static final Comparator<ResourceID> BY_NAME = Comparator.<ResourceID, String>comparing(
                    app -> app.getNamespace().orElse(""))
            .thenComparing(ResourceID::getName);

    /**
     * Those that have to do with one content of it.
     *
     * @param serving serve with it
     * @param failed their reload for it has failed
     * @param waiting wait to be reloaded for it
     */
    record Apps(Set<ResourceID> serving, NavigableSet<ResourceID> failed, NavigableSet<ResourceID> waiting) {

        /** How many may be reloaded side by side. */
        int limit() {
            return Math.max(1, serving.size());
        }

        /** Whether it is no better than it was found to be: one app that has trouble of its own is no reason where others serve. */
        boolean isFailing() {
            return !failed.isEmpty() && failed.size() >= serving.size();
        }

        private boolean isEmpty() {
            return serving.isEmpty() && failed.isEmpty() && waiting.isEmpty();
        }
    }

    private final Map<String, Apps> contents = new HashMap<>();
    private final Set<ResourceID> reloading = new HashSet<>();

    /** Those that have to do with the content of this digest. */
    Apps with(String digest) {
        return contents.computeIfAbsent(
                digest, _ -> new Apps(new HashSet<>(), new TreeSet<>(BY_NAME), new TreeSet<>(BY_NAME)));
    }

    /** The digests of all contents that an app has to do with. */
    Set<String> digests() {
        return Set.copyOf(contents.keySet());
    }

    /** Those that are reloaded for whatever content of it. */
    Set<ResourceID> reloading() {
        return reloading;
    }

    /** Forgets the contents that no app has to do with; true if nothing is left. */
    boolean prune() {
        contents.values().removeIf(Apps::isEmpty);
        return contents.isEmpty() && reloading.isEmpty();
    }
}
