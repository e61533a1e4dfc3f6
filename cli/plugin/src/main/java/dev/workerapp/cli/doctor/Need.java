package dev.workerapp.cli.doctor;

import dev.workerapp.cli.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A right that a verb of the plug-in needs.
 *
 * @param verb the API's verb, as {@code get}
 * @param group the API group; empty for the core group
 * @param resource the resource, as {@code pods}
 * @param subresource the subresource, as {@code proxy}; empty for none
 * @param ofToken whether it is of the one Secret with the token of an app
 * @param isOptional whether the verb does without it, with less to show or fewer options
 */
record Need(String verb, String group, String resource, String subresource, boolean ofToken, boolean isOptional) {

    private static final Pattern TEXT =
            Pattern.compile("(\\??)(\\w+) ([a-z]+)(?:/([a-z]+))?(?:\\.([a-z0-9.]+))?(@token)?");

    /** In the form {@code ?VERB RESOURCE/SUBRESOURCE.GROUP@token}, in which a question mark says that it is optional. */
    static Need of(String text) {
        Matcher part = TEXT.matcher(text);
        if (!part.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Need(
                part.group(2),
                text(part.group(5)),
                part.group(3),
                text(part.group(4)),
                part.group(6) != null,
                !part.group(1).isEmpty());
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group;
    }

    /** The same right where nothing depends on it. */
    Need asked() {
        return new Need(verb, group, resource, subresource, ofToken, false);
    }

    /** As it stands in a Role: {@code patch workerapps/scale.workerapp.dev}. */
    String words(String secret) {
        return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource)
                + (group.isEmpty() ? "" : "." + group) + (ofToken ? " " + secret : "");
    }

    /** The question whether the user has it. */
    Json review(String namespace, String secret) {
        return Json.object(
                "apiVersion",
                "authorization.k8s.io/v1",
                "kind",
                "SelfSubjectAccessReview",
                "spec",
                Json.object(
                        "resourceAttributes",
                        Json.object(
                                "namespace",
                                namespace,
                                "verb",
                                verb,
                                "group",
                                group,
                                "resource",
                                resource,
                                "subresource",
                                subresource,
                                "name",
                                ofToken ? secret : "")));
    }
}
