package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.config.Content;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content that the workers of a revision are started with: a digest for each thing that their template uses of a
 * ConfigMap or Secret. With the spec and the tokens it is the revision's identity; kept as annotations, one for each, since a
 * revision gets them later where following begins later.
 *
 * @param digests the digests by what they are of ({@code Reference.scope})
 */
public record ConfigMarks(NavigableMap<String, String> digests) {

    /** None: of a revision whose content nobody follows. */
    public static final ConfigMarks NONE = new ConfigMarks(new TreeMap<>());

    private static final int NAME_LENGTH = 24;

    /** Those of an object. */
    static ConfigMarks of(ControllerRevision object) {
        NavigableMap<String, String> digests = new TreeMap<>();
        Optional.ofNullable(object.getMetadata().getAnnotations())
                .orElse(Map.of())
                .forEach((name, value) -> {
                    int blank = value.indexOf(' ');
                    if (name.startsWith(Names.CONFIG_MARK) && blank > 0) {
                        digests.put(value.substring(blank + 1), value.substring(0, blank));
                    }
                });
        return new ConfigMarks(digests);
    }

    /** The annotations that have these digests. */
    public Map<String, @Nullable String> annotations() {
        Map<String, @Nullable String> annotations = new TreeMap<>();
        digests.forEach((scope, digest) -> annotations.put(annotation(scope), digest + " " + scope));
        return annotations;
    }

    /** The annotations that remove these digests. */
    public Map<String, @Nullable String> removal() {
        Map<String, @Nullable String> annotations = new TreeMap<>();
        digests.keySet().forEach(scope -> annotations.put(annotation(scope), null));
        return annotations;
    }

    private static String annotation(String scope) {
        return Names.CONFIG_MARK + Hashes.of(scope, NAME_LENGTH);
    }

    /** Whether it has a digest of that which can be compared with this one. */
    public boolean canBeCompared(String scope, String digest) {
        String own = digests.get(scope);
        return own != null && (isAbsent(own) || isAbsent(digest) || method(own).equals(method(digest)));
    }

    /** Whether it has all of these digests. */
    public boolean hasAll(Map<String, String> others) {
        return digests.entrySet().containsAll(others.entrySet());
    }

    private static boolean isAbsent(String digest) {
        return digest.equals(Content.ABSENT);
    }

    private static String method(String digest) {
        int colon = digest.indexOf(':');
        return colon < 0 ? "" : digest.substring(0, colon);
    }

    /** A short hash of them all. */
    public String hash() {
        return Hashes.of(digests.toString(), 10);
    }
}
