package dev.workerapp.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workerapp.crd.Tokens;
import dev.workerapp.crd.WorkerApp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an app asks its workers to run.
 *
 * @param spec the canonical spec
 * @param tokens the tokens that the app has now
 */
public record AskedRevision(JsonNode spec, Tokens tokens) {

    /** That of an app. */
    public static AskedRevision by(WorkerApp app) {
        return new AskedRevision(StoredRevision.json(app.canonicalSpec()), Tokens.of(app));
    }

    /** Whether a revision is it: compared field by field, and an app without a token asks for any. */
    public boolean is(StoredRevision revision) {
        return tokens.areMetBy(revision.tokens()) && spec.equals(revision.spec());
    }

    /** Those of these that are it: the newest, and what differs from it in nothing but the content of its configuration. */
    public List<StoredRevision> among(List<StoredRevision> revisions) {
        Optional<StoredRevision> newest =
                revisions.stream().filter(this::is).max(Comparator.comparingLong(StoredRevision::number));
        return newest.stream()
                .flatMap(last -> revisions.stream().filter(last::isSameButForConfig))
                .toList();
    }
}
