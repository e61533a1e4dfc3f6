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
     * @param sizes the length of each key with its value, in bytes
     * @param type what kind of Secret it is; empty for another object
     * @param manager the field manager that changed the object last; empty if that is not known
     */
    record Present(Digests digests, Map<String, String> values, Map<String, Integer> sizes, String type, String manager)
            implements ObjectState {

        private static final String TOKEN = "kubernetes.io/service-account-token";

        /** Makes the maps unmodifiable. */
        public Present {
            values = Map.copyOf(values);
            sizes = Map.copyOf(sizes);
        }

        /** Whether it is a token of a service account, which another controller renews and revokes. */
        public boolean isToken() {
            return type.equals(TOKEN);
        }

        /** How long the keys and values are that a reference uses, in bytes. */
        public int sizeOf(Reference reference) {
            return sizes.entrySet().stream()
                    .filter(size -> reference.uses(size.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
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
