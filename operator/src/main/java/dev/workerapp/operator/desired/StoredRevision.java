package dev.workerapp.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.Tokens;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.desired.HistoryMarks.Trigger;
import dev.workerapp.operator.model.Model;
import dev.workerapp.planner.Revision;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A revision as it is kept: a ControllerRevision with the canonical spec, which is its identity, and the pod template
 * that was rendered when it was made. New workers of it are made from that template, so that another version of the
 * operator, which renders differently, changes nothing.
 *
 * @param object the ControllerRevision
 */
public record StoredRevision(ControllerRevision object) {

    /** The stable one is the greatest; where none is, the newest. */
    public static final Comparator<StoredRevision> BY_STABILITY = Comparator.<StoredRevision>comparingLong(
                    revision -> revision.marks().stableCount())
            .thenComparingLong(StoredRevision::number);

    private static final JsonMapper JSON = new JsonMapper();
    private static final Tokens NO_TOKENS = new Tokens("", "");
    private static final int NAME_LENGTH = 9;

    /**
     * The revision that an app asks for, rendered now.
     *
     * @param latest the latest of the app's revisions before
     * @param config the content of the app's configuration, where that is followed
     * @param runtimeImage the image of the worker runtime
     * @param collisions how many names before this one are taken by other revisions
     */
    public static StoredRevision render(
            WorkerApp app, Optional<StoredRevision> latest, ConfigMarks config, String runtimeImage, int collisions) {
        AskedRevision asked = AskedRevision.by(app);
        Tokens tokens = asked.tokens();
        ObjectNode data = JSON.createObjectNode();
        data.set("spec", asked.spec());
        data.put("content", Hashes.of(asked.spec().toString(), NAME_LENGTH));
        data.put("reloadToken", tokens.reload());
        data.put("restartToken", tokens.restart());
        data.put(
                "requestedAt",
                tokens.newSince(latest.map(StoredRevision::tokens).orElse(NO_TOKENS)));
        data.set("template", Model.JSON.convertValue(Template.render(app.getSpec(), runtimeImage), JsonNode.class));
        String identity = asked.spec() + "\n" + tokens.reload() + "\n" + tokens.restart() + "\n" + collisions
                + (config.digests().isEmpty() ? "" : "\n" + config.digests());
        Map<String, @Nullable String> annotations = new HashMap<>(config.annotations());
        annotations.putAll(HistoryMarks.begun(app, trigger(asked, latest)));
        return new StoredRevision(new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName(app.getMetadata().getName() + "-" + Hashes.of(identity, NAME_LENGTH))
                .withNamespace(app.getMetadata().getNamespace())
                .withLabels(Ownership.labels(app))
                .withOwnerReferences(Ownership.reference(app))
                .withAnnotations(annotations)
                .endMetadata()
                .withRevision(1 + latest.map(StoredRevision::number).orElse(0L))
                .withData(data)
                .build());
    }

    private static Trigger trigger(AskedRevision asked, Optional<StoredRevision> latest) {
        if (latest.isEmpty()) {
            return Trigger.Install;
        }
        Tokens before = latest.get().tokens();
        if (!asked.spec().equals(latest.get().spec())) {
            return Trigger.Change;
        }
        if (asked.tokens().newSince(before).isEmpty()) {
            return latest.get().config().digests().isEmpty() ? Trigger.Change : Trigger.Config;
        }
        return asked.tokens().restart().equals(asked.tokens().newSince(before)) ? Trigger.Restart : Trigger.Reload;
    }

    /** Its name, the value of the workers' revision label. */
    public String name() {
        return object.getMetadata().getName();
    }

    /** Its age: a later revision has a higher number. */
    public long number() {
        return Objects.requireNonNullElse(object.getRevision(), 0L);
    }

    /** The canonical spec. */
    JsonNode spec() {
        return data().path("spec");
    }

    /** The tokens that it was made with. */
    Tokens tokens() {
        return new Tokens(text("reloadToken"), text("restartToken"));
    }

    /** The token that asked for it; empty if a change of the spec did. */
    public Optional<String> requestedAt() {
        return Optional.of(text("requestedAt")).filter(token -> !token.isEmpty());
    }

    /** A short hash of its spec: the same for revisions that differ in nothing but tokens and the content of ConfigMaps and
     * Secrets. */
    public String specHash() {
        return text("content");
    }

    /** Whether another one is it, though its template may have been rendered by another version of the operator. */
    public boolean isSame(StoredRevision other) {
        return isSameButForConfig(other) && config().equals(other.config());
    }

    /** Whether another one differs in nothing but the content of its configuration. */
    public boolean isSameButForConfig(StoredRevision other) {
        return spec().equals(other.spec()) && tokens().equals(other.tokens());
    }

    /** The content of its configuration; nothing where nobody follows that. */
    public ConfigMarks config() {
        return ConfigMarks.of(object);
    }

    /** When there was another content, which workers of it may have read. */
    public OtherContent otherContent() {
        return OtherContent.of(object);
    }

    /** When it was created. */
    public Optional<Instant> createdAt() {
        return ApiTimes.parse(object.getMetadata().getCreationTimestamp());
    }

    /** The copies that workers of it read, as the app wants them now. */
    public ConfigCopies copiesFor(WorkerApp app) {
        return ConfigCopies.of(object).contentOf(config().digests(), app);
    }

    /** The copies that it remembers, whether or not the app wants them, and whether or not it has this content by now. */
    public ConfigCopies rememberedCopies() {
        return ConfigCopies.of(object);
    }

    /** The same with these annotations, as a merge patch leaves it. */
    public StoredRevision with(Map<String, @Nullable String> annotations) {
        Map<String, String> all = new HashMap<>(
                Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.forEach((name, value) -> {
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return new StoredRevision(new ControllerRevisionBuilder(object)
                .editMetadata()
                .withAnnotations(all)
                .endMetadata()
                .build());
    }

    /**
     * What its workers run, beside the revision that is asked for: another one than that has if going back to it brings
     * something else back. That is another spec, or content of which it has a copy.
     */
    private String contentBeside(StoredRevision asked, WorkerApp app) {
        Map<String, String> own = new TreeMap<>(config().digests());
        own.keySet().retainAll(copiesFor(app).names().keySet());
        Map<String, String> others = asked.config().digests();
        own.entrySet()
                .removeIf(digest -> digest.getValue().equals(others.getOrDefault(digest.getKey(), digest.getValue())));
        return own.isEmpty() || !specHash().equals(asked.specHash())
                ? specHash()
                : specHash() + "/" + Hashes.of(own.toString(), NAME_LENGTH);
    }

    /** What is remembered of it. */
    public RevisionMarks marks() {
        return RevisionMarks.of(object);
    }

    /** What its history says. */
    public HistoryMarks history() {
        return HistoryMarks.of(object);
    }

    /** The pod template that was rendered when the revision was made. */
    public PodTemplateSpec template() {
        return Model.JSON.convertValue(data().path("template"), PodTemplateSpec.class);
    }

    /** The image of its main container. */
    public Optional<String> image() {
        for (JsonNode container : data().path("template").path("spec").path("containers")) {
            if (MainContainer.isNamed(container.path("name").asText())) {
                return Optional.of(container.path("image").asText("")).filter(image -> !image.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** How many seconds its workers drain before they get their signal. */
    public int drainSeconds() {
        return Template.drainSeconds(template());
    }

    /**
     * What the planner needs to know of it.
     *
     * @param app the app as it is now
     * @param asked the revision that it asks for
     * @param startPolicy how the app starts a version now: one that failed under another policy has not failed
     */
    public Revision toPlanner(WorkerApp app, StoredRevision asked, Supplier<String> startPolicy) {
        RevisionMarks marks = marks();
        return new Revision(
                name(),
                number(),
                contentBeside(asked, app),
                marks.stableCount(),
                marks.stableSince(),
                marks.isFailed(startPolicy),
                tokens().restart(),
                marks.failure(),
                image().orElse(""),
                marks.undo(),
                marks.slots());
    }

    private String text(String field) {
        return data().path(field).asText("");
    }

    private JsonNode data() {
        return object.getData() instanceof JsonNode data ? data : JSON.valueToTree(object.getData());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
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
