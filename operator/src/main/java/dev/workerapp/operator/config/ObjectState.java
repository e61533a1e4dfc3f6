package dev.workerapp.operator.config;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of an object that is followed. */
public sealed interface ObjectState {

    /**
     * It is there.
     *
     * @param digests how the digests are made
     * @param values the digest of each key's value
     * @param manager the field manager that changed the object last; empty if that is not known
     */
    record Present(Digests digests, Map<String, String> values, String manager) implements ObjectState {
        /** Makes the map unmodifiable. */
        public Present {
            values = Map.copyOf(values);
        }

        /** Whether the content is the same, whoever has written it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Present present && digests.equals(present.digests) && values.equals(present.values);
        }

        @Override
        public int hashCode() {
            return Objects.hash(digests, values);
        }
    }

    /** The API server has said that it does not exist. */
    record Absent() implements ObjectState {}

    /** It says of itself that its changes are to lead to nothing. */
    record Ignored() implements ObjectState {}

    /**
     * Nothing is known of it now.
     *
     * @param why a sentence for a person
     */
    record Unknown(String why) implements ObjectState {}
}
