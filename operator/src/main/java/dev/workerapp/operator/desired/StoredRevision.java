package dev.workerapp.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.model.Model;
import dev.workerapp.planner.Revision;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A revision as it is kept: a ControllerRevision with the canonical spec, which is its identity, and the pod template
 * that was rendered when it was made. New workers of it are made from that template, so that another version of the
 * operator, which renders differently, changes nothing.
 *
 * @param object the ControllerRevision
 */
public record StoredRevision(ControllerRevision object) {

    /** Annotation: the count of completed reloads at which this revision completed its last. */
    public static final String STABLE = "workerapp.dev/stable";

    /** Annotation: when this revision completed its last reload. */
    public static final String STABLE_SINCE = "workerapp.dev/stable-since";

    /** Annotation: why the revision was given up; there only while it counts as failed. */
    public static final String FAILED = "workerapp.dev/failed";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The revision that an app asks for, rendered now.
     *
     * @param runtimeImage the image of the worker runtime
     */
    public static StoredRevision render(WorkerApp app, long number, String runtimeImage) {
        String canonical = CanonicalSpec.of(app);
        ObjectNode data = JSON.createObjectNode();
        data.set("spec", json(canonical));
        data.put("restartToken", CanonicalSpec.restartToken(app));
        data.set("template", Model.JSON.convertValue(Template.render(app.getSpec(), runtimeImage), JsonNode.class));
        return new StoredRevision(new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName(name(app, canonical))
                .withNamespace(app.getMetadata().getNamespace())
                .withLabels(Ownership.labels(app))
                .withOwnerReferences(Ownership.reference(app))
                .endMetadata()
                .withRevision(number)
                .withData(data)
                .build());
    }

    /** The app's UID is part of the name: what a deleted app of the same name has left is another revision. */
    private static String name(WorkerApp app, String canonical) {
        return app.getMetadata().getName() + "-" + Hashes.of(app.getMetadata().getUid() + canonical, 9);
    }

    /** Its name, the value of the workers' revision label. */
    public String name() {
        return object.getMetadata().getName();
    }

    /** Whether it is what the app asks for, compared field by field. */
    public boolean isAskedBy(WorkerApp app) {
        return data().path("spec").equals(json(CanonicalSpec.of(app)));
    }

    /** The pod template that was rendered when the revision was made. */
    public PodTemplateSpec template() {
        return Model.JSON.convertValue(data().path("template"), PodTemplateSpec.class);
    }

    /** The image of its main container. */
    public Optional<String> image() {
        for (JsonNode container : data().path("template").path("spec").path("containers")) {
            if (Names.CONTAINER.equals(container.path("name").asText())) {
                return Optional.of(container.path("image").asText("")).filter(image -> !image.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** How many seconds its workers drain before they get their signal. */
    public int drainSeconds() {
        return Template.drainSeconds(template());
    }

    /** What the planner needs to know of it. */
    public Revision toPlanner() {
        Map<String, String> annotations =
                Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of());
        return new Revision(
                name(),
                object.getRevision(),
                content(),
                Long.parseLong(annotations.getOrDefault(STABLE, "0")),
                Optional.ofNullable(annotations.get(STABLE_SINCE)).map(Instant::parse),
                annotations.containsKey(FAILED),
                data().path("restartToken").asText(""),
                annotations.getOrDefault(FAILED, ""));
    }

    /** What its workers run, as a short hash: the spec without the tokens. */
    public String content() {
        JsonNode spec = data().path("spec");
        return Hashes.of(
                spec instanceof ObjectNode object
                        ? object.deepCopy()
                                .without(List.of("reloadToken", "restartToken"))
                                .toString()
                        : spec.toString(),
                9);
    }

    private JsonNode data() {
        return JSON.valueToTree(object.getData());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("canonical JSON can't be read: " + text, e);
        }
    }

    /** Whether it belongs to this app. */
    public static boolean belongs(WorkerApp app, ControllerRevision revision) {
        return Ownership.controls(app, revision)
                && Ownership.label(revision, Names.APP)
                        .filter(app.getMetadata().getName()::equals)
                        .isPresent();
    }
}
