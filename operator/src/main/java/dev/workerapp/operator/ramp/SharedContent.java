package dev.workerapp.operator.ramp;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A content that apps may share.
 *
 * @param use what is used of an object, and in which namespace it is
 * @param digest the content of that
 */
public record SharedContent(String use, String digest) {

    /** All of these digests, by what they are of ({@code Reference.scope}). */
    public static Set<SharedContent> in(String namespace, Map<String, String> digests) {
        return digests.entrySet().stream()
                .map(digest -> new SharedContent(namespace + "/" + digest.getKey(), digest.getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
