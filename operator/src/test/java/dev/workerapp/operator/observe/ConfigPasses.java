package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.ConfigReader;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.Reference;
import dev.workerapp.operator.config.States;
import dev.workerapp.operator.desired.RevisionMarks;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.model.Model;
import dev.workerapp.operator.ramp.SharedContent;
import dev.workerapp.operator.ramp.Turns;
import dev.workerapp.planner.Problem;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass after the other, with all that the operator remembers in the status and on the revisions. */
abstract class ConfigPasses {

    static final String FILES =
            "podTemplate: {spec: {containers: [{name: worker}], volumes: [{name: v, configMap: {name: shop}}]}}";
    static final String MAYBE = FILES.replace("{name: shop}", "{name: shop, optional: true}");
    static final String SECRET = "env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]";
    static final String FOLLOW = "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0}}";
    static final String BRAKED = "\nreload: {onConfigChange: Reload}";
    static final ObjectState ONE = States.configMap(Map.of("a", "1", "b", "1"));
    static final ObjectState TWO = States.configMap(Map.of("a", "2", "b", "1"));
    static final ObjectState THREE = States.configMap(Map.of("a", "3", "b", "1"));

    final Map<String, ObjectState> objects = new HashMap<>();
    /** What the watch has told, where that is less than there is. */
    final Map<String, ObjectState> told = new HashMap<>();

    final List<StoredRevision> revisions = new ArrayList<>();
    final List<Problem> news = new ArrayList<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Optional<WorkerAppStatus> status = Optional.empty();
    boolean available = true;
    boolean followsSecrets = true;
    boolean copiesSecrets = false;
    /** Whether the failure of a revision is forgotten when another one is asked for. */
    boolean forgetsFailures = true;

    /** Why a reload for content may not begin, if that waits for other apps. */
    Optional<Turns.Wait> obstacle = Optional.empty();

    /** The contents for which the last pass has asked for the app's turn. */
    Set<SharedContent> shared = Set.of();

    String spec = FILES + FOLLOW;
    String trigger = "Change";
    /** By the last pass. */
    FollowedConfig followed =
            FollowedConfig.of(app(), List.of(), new Reader(), this::turn, "example/runtime:1", status, now);

    private Optional<Turns.Wait> turn(ResourceID app, Set<SharedContent> contents) {
        shared = contents;
        return contents.isEmpty() ? Optional.empty() : obstacle;
    }

    /** One more pass. Returns the name of the revision that is asked for. */
    String pass() {
        WorkerApp app = app();
        followed = FollowedConfig.of(app, revisions, new Reader(), this::turn, "example/runtime:1", status, now);
        String name = followed.asked().map(StoredRevision::name).orElseGet(() -> {
            Optional<StoredRevision> latest = revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
            revisions.add(StoredRevision.render(app, latest, followed.marks(), "example/runtime:1", 0));
            return revisions.getLast().name();
        });
        annotate(name, followed.annotations());
        if (forgetsFailures) {
            forgetFailuresBut(name);
        }
        news.addAll(followed.news());
        WorkerAppStatus reported = Model.JSON.unmarshal(
                "conditions: [{type: Available, status: '%s'}]\nreload: {trigger: %s, phase: Running}"
                        .formatted(available ? "True" : "False", trigger),
                WorkerAppStatus.class);
        status = Optional.of(followed.in(reported, name));
        return name;
    }

    /** As the planner does. */
    private void forgetFailuresBut(String asked) {
        revisions.replaceAll(
                revision -> revision.name().equals(asked) ? revision : revision.with(RevisionMarks.cleared()));
    }

    /** A reload to the revision is complete. */
    void complete(String name, int count) {
        annotate(
                name,
                Map.of("workerapp.dev/stable", Integer.toString(count), "workerapp.dev/stable-since", now.toString()));
    }

    void annotate(String name, Map<String, @Nullable String> changes) {
        revisions.replaceAll(revision -> revision.name().equals(name) ? revision.with(changes) : revision);
    }

    ConfigStatus config() {
        return Objects.requireNonNull(status.orElseThrow().config());
    }

    static void assertNothingIsInTheWay(ConfigStatus config, String revision) {
        assertThat(config.revision()).isEqualTo(revision);
        assertThat(config.pending()).isNull();
        assertThat(config.since()).isNull();
        assertThat(config.firstSince()).isNull();
        assertThat(config.reason()).isNull();
        assertThat(config.message()).isNull();
    }

    void after(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    WorkerApp app() {
        return Model.JSON.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: here, uid: u, generation: 1}
                spec:
                  image: example/shop:1
                %s
                """.formatted(spec.indent(2)), WorkerApp.class);
    }

    private final class Reader implements ConfigReader {

        @Override
        public boolean follows(Kind kind) {
            return kind == Kind.CONFIG_MAP || followsSecrets;
        }

        @Override
        public boolean mayCopy(Kind kind) {
            return kind == Kind.CONFIG_MAP || copiesSecrets;
        }

        @Override
        public Map<Reference, ObjectState> follow(ResourceID app, Collection<Reference> references) {
            return states(told.isEmpty() ? objects : told, references);
        }

        @Override
        public Map<Reference, ObjectState> readAgain(ResourceID app, Collection<Reference> references) {
            return states(objects, references);
        }

        private static Map<Reference, ObjectState> states(
                Map<String, ObjectState> objects, Collection<Reference> references) {
            Map<Reference, ObjectState> states = new LinkedHashMap<>();
            references.forEach(reference ->
                    states.put(reference, objects.getOrDefault(reference.title(), new ObjectState.Absent())));
            return states;
        }

        @Override
        public void forget(ResourceID app) {}
    }
}
