package dev.workerapp.operator.config;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a template's reference to an object comes to. */
public sealed interface Content {

    /**
     * The word for an optional object that does not exist, and for one without any of the keys that are used: to a worker both
     * are the same.
     */
    String ABSENT = "absent";

    /**
     * It is known.
     *
     * @param digest two of the same method are equal if and only if the content is
     */
    record Known(String digest) implements Content {}

    /**
     * A worker can't start with it, so that it is not a content to reload for.
     *
     * @param what what is missing, for a person
     */
    record Missing(String what) implements Content {}

    /** Changes are to lead to nothing. */
    record Ignored() implements Content {}

    /**
     * It is not known, which is not the same as absent.
     *
     * @param why a sentence for a person
     */
    record Unknown(String why) implements Content {}

    /** Of a reference to an object in this state. */
    static Content of(Reference reference, ObjectState state) {
        return switch (state) {
            case ObjectState.Ignored _ -> new Ignored();
            case ObjectState.Unknown unknown -> new Unknown(unknown.why());
            case ObjectState.Absent _ -> reference.required() ? new Missing(reference.title()) : new Known(ABSENT);
            case ObjectState.Present present -> of(reference, present);
        };
    }

    private static Content of(Reference reference, ObjectState.Present object) {
        Optional<String> missing = reference.requiredKeys().stream()
                .filter(key -> !object.values().containsKey(key))
                .findFirst();
        if (missing.isPresent()) {
            return new Missing("key " + missing.get() + " of " + reference.title());
        }
        NavigableMap<String, Optional<String>> used = new TreeMap<>();
        if (reference.all()) {
            object.values().forEach((key, digest) -> used.put(key, Optional.of(digest)));
            reference.ignored().forEach(used::remove);
        } else {
            reference
                    .keys()
                    .forEach(key ->
                            used.put(key, Optional.ofNullable(object.values().get(key))));
        }
        boolean isNothing = !reference.all() && used.values().stream().allMatch(Optional::isEmpty);
        return new Known(isNothing ? ABSENT : object.digests().ofUse(used));
    }
}
