package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.crd.WorkerAppStatus.ConfigStatus;
import dev.workerapp.operator.config.ConfigReader;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.Reference;
import dev.workerapp.operator.config.States;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.model.Model;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
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
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One pass after the other, with all that the operator remembers in the status and on the revisions. */
class FollowedConfigTest {

    private static final String FILES =
            "podTemplate: {spec: {containers: [{name: worker}], volumes: [{name: v, configMap: {name: shop}}]}}";
    private static final String MAYBE = FILES.replace("{name: shop}", "{name: shop, optional: true}");
    private static final String SECRET = "env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]";
    private static final String FOLLOW = "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0}}";
    private static final String BRAKED = "\nreload: {onConfigChange: Reload}";
    private static final ObjectState ONE = States.configMap(Map.of("a", "1", "b", "1"));
    private static final ObjectState TWO = States.configMap(Map.of("a", "2", "b", "1"));
    private static final ObjectState THREE = States.configMap(Map.of("a", "3", "b", "1"));

    private final Map<String, ObjectState> objects = new HashMap<>();
    /** What the watch has told, where that is less than there is. */
    private final Map<String, ObjectState> told = new HashMap<>();

    private final List<StoredRevision> revisions = new ArrayList<>();
    private final List<Problem> news = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Optional<WorkerAppStatus> status = Optional.empty();
    private boolean available = true;
    private boolean followsSecrets = true;
    private String spec = FILES + FOLLOW;
    private String trigger = "Change";

    @Test
    void a_new_app_begins_with_the_content_of_the_moment() {
        objects.put("ConfigMap shop", ONE);

        String first = pass();

        assertThat(pass()).isEqualTo(first);
        assertThat(revisions).hasSize(1);
        assertThat(news).isEmpty();
        assertThat(config()).satisfies(config -> assertNothingIsInTheWay(config, first));
    }

    @Test
    void another_content_is_asked_for_after_the_quiet_time_and_the_one_before_is_its_revision_again() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);

        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigQuiet");
        after(9);
        assertThat(pass()).isEqualTo(one);
        after(1);
        String two = pass();
        assertThat(two).isNotEqualTo(one);
        assertThat(config()).satisfies(config -> assertNothingIsInTheWay(config, two));
        assertThat(news).extracting(Problem::reason).containsExactly(Reason.CONFIG_CHANGED);
        assertThat(news.getFirst().message()).contains("ConfigMap shop");

        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(one);
        assertThat(pass()).isEqualTo(one);
        assertThat(revisions).hasSize(2);
    }

    @Test
    void content_that_is_as_before_within_the_quiet_time_has_not_changed() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        objects.put("ConfigMap shop", ONE);

        after(60);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().pending()).isNull();
    }

    @Test
    void content_that_goes_on_changing_is_asked_for_after_six_quiet_times() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();

        List<String> asked = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> {
                    objects.put("ConfigMap shop", States.configMap(Map.of("a", "new " + i)));
                    String name = pass();
                    after(6);
                    return name;
                })
                .toList();

        assertThat(asked.subList(0, 10)).containsOnly(one);
        assertThat(asked.get(10)).isNotEqualTo(one);
    }

    /** As by two programs that fight over a Secret. */
    @Test
    void content_that_never_rests_is_reloaded_for_more_and_more_rarely_and_somebody_is_told() {
        spec = FILES + "\nreload: {onConfigChange: Reload, config: {quietSeconds: 0}}";
        objects.put("ConfigMap shop", ONE);
        String last = pass();
        Instant begin = now;
        List<Long> minutes = new ArrayList<>();
        for (int second = 0; second < 4 * 3600; second += 10) {
            objects.put("ConfigMap shop", second % 20 == 0 ? TWO : ONE);
            String asked = pass();
            if (!asked.equals(last)) {
                minutes.add(Duration.between(begin, now).toMinutes());
            }
            last = asked;
            after(10);
        }

        assertThat(minutes).startsWith(0L, 1L, 3L, 7L, 15L, 31L, 64L, 124L).hasSize(9);
        assertThat(news.stream().filter(problem -> problem.reason() == Reason.CONFIG_FLAPPING))
                .hasSize(6)
                .allMatch(problem -> problem.message().contains("ConfigMap shop"));
        after(7200);
        objects.put("ConfigMap shop", THREE);
        assertThat(pass()).isNotEqualTo(last);
        assertThat(config().reloads()).isOne();
    }

    @Test
    void an_app_that_is_not_available_does_not_wait() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        available = false;
        pass();
        objects.put("ConfigMap shop", TWO);

        assertThat(pass()).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "suspend: true" + FOLLOW,
                "reload: {onConfigChange: Reload, paused: true, config: {minIntervalSeconds: 0}}"
            })
    void content_waits_while_the_app_is_not_to_be_reloaded(String held) {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        spec = FILES + "\n" + held.strip();
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigHeld");

        spec = FILES + FOLLOW;
        assertThat(pass()).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rollback", "Undo"})
    void content_waits_while_the_app_goes_back(String back) {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        trigger = back;
        pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);

        trigger = "Change";
        pass();
        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void content_does_not_bring_back_what_was_undone() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        annotate(
                one,
                Map.of(
                        "workerapp.dev/failed", "undone",
                        "workerapp.dev/undo-answered", "monday",
                        "workerapp.dev/instead", "shop-before"));
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);

        assertThat(pass()).isEqualTo(one);
        assertThat(config().message()).contains("undone by request");
    }

    @Test
    void what_is_not_known_has_not_changed_and_is_not_absent() {
        spec = MAYBE + FOLLOW;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", new ObjectState.Unknown("forbidden"));
        pass();
        after(600);

        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigUnreadable");
        objects.put("ConfigMap shop", ONE);
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(config()).satisfies(config -> assertNothingIsInTheWay(config, one));
    }

    @Test
    void a_required_object_that_is_gone_is_no_content_and_comes_back_the_same_or_as_another_one() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.remove("ConfigMap shop");
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigMissing");
        assertThat(config().message()).contains("ConfigMap shop");

        objects.put("ConfigMap shop", ONE);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isNull();

        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void an_optional_object_that_comes_or_goes_is_another_content() {
        spec = MAYBE + FOLLOW;
        String none = pass();
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        String one = pass();
        assertThat(one).isNotEqualTo(none);

        objects.remove("ConfigMap shop");
        pass();
        after(10);
        assertThat(pass()).isEqualTo(none);
    }

    @Test
    void turned_on_it_records_what_is_there_and_reloads_nothing() {
        spec = FILES;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        spec = FILES + FOLLOW;

        assertThat(pass()).isEqualTo(one);
        assertThat(news).extracting(Problem::reason).containsExactly(Reason.CONFIG_RECORDED);
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(news).hasSize(1);

        spec = FILES;
        assertThat(pass()).isEqualTo(one);
        objects.put("ConfigMap shop", TWO);
        spec = FILES + FOLLOW;
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
    }

    @Test
    void turned_off_it_stays_at_the_revision_that_is_in_force() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        pass();
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(one);

        spec = FILES;
        assertThat(pass()).isEqualTo(one);
        assertThat(pass()).isEqualTo(one);
    }

    @Test
    void digests_with_another_key_are_recorded_and_are_no_change() {
        spec = SECRET + FOLLOW;
        objects.put("Secret db", States.secret(1, Map.of("password", "x")));
        String one = pass();
        objects.put("Secret db", States.secret(2, Map.of("password", "x")));
        pass();
        after(600);

        assertThat(pass()).isEqualTo(one);
        assertThat(news).extracting(Problem::reason).containsExactly(Reason.CONFIG_RECORDED);
        objects.put("Secret db", States.secret(2, Map.of("password", "y")));
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void what_is_ignored_does_not_matter_and_to_ignore_it_reloads_nothing() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        spec = FILES
                + "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0, ignore: [{kind: ConfigMap, name: shop, keys: [a]}]}}";
        assertThat(pass()).isEqualTo(one);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);

        spec = FILES
                + "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0, ignore: [{kind: ConfigMap, name: shop}]}}";
        objects.put("ConfigMap shop", THREE);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
        objects.put("ConfigMap shop", new ObjectState.Ignored());
        spec = FILES + FOLLOW;
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
    }

    @Test
    void a_change_of_the_spec_takes_the_content_of_the_moment_at_once() {
        objects.put("ConfigMap shop", ONE);
        String before = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        spec = FILES + "\nport: 81" + FOLLOW;
        String after = pass();
        assertThat(after).isNotEqualTo(before);
        assertThat(config().pending()).isNull();
        after(600);
        assertThat(pass()).isEqualTo(after);

        spec = FILES + FOLLOW;
        String back = pass();
        assertThat(back).isNotIn(before, after);
        assertThat(news).isEmpty();
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(before);
    }

    @Test
    void what_can_not_be_read_when_the_spec_changes_is_taken_for_what_it_was() {
        objects.put("ConfigMap shop", ONE);
        pass();
        objects.put("ConfigMap shop", new ObjectState.Unknown("forbidden"));
        spec = FILES + "\nport: 81" + FOLLOW;
        String after = pass();

        objects.put("ConfigMap shop", ONE);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(after);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(after);
    }

    @Test
    void secrets_that_the_operator_may_not_read_are_named() {
        followsSecrets = false;
        spec = SECRET + FOLLOW;
        String one = pass();

        assertThat(config().reason()).isEqualTo("SecretsNotFollowed");
        assertThat(config().message()).contains("Secret db");
        assertThat(pass()).isEqualTo(one);
    }

    /** Its workers read what is there when they start: it must not be marked failed for content that is not its own. */
    @Test
    void while_a_spec_is_on_trial_other_content_is_asked_for_at_once_and_so_is_the_content_before() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + BRAKED;
        String before = pass();

        objects.put("ConfigMap shop", TWO);
        String bad = pass();
        assertThat(bad).isNotEqualTo(before);
        annotate(bad, Map.of("workerapp.dev/failed", "it crashed"));
        objects.put("ConfigMap shop", ONE);
        assertThat(pass()).isEqualTo(before);

        complete(before, 2);
        objects.put("ConfigMap shop", TWO);
        assertThat(pass()).as("in probation").isNotEqualTo(before);
        objects.put("ConfigMap shop", ONE);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(before);
        objects.put("ConfigMap shop", TWO);
        assertThat(pass()).as("proved").isEqualTo(before);
        assertThat(config().reason()).isEqualTo("ConfigQuiet");
    }

    @Test
    void content_that_never_rests_waits_from_the_fourth_time_on_though_a_spec_is_on_trial() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + BRAKED;
        String last = pass();
        int reloads = 0;
        for (int i = 0; i < 20; i++) {
            objects.put("ConfigMap shop", i % 2 == 0 ? TWO : ONE);
            String asked = pass();
            reloads += asked.equals(last) ? 0 : 1;
            last = asked;
        }

        assertThat(reloads).isEqualTo(4);
    }

    @Test
    void where_nothing_is_rolled_back_no_spec_is_on_trial() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + BRAKED.replace("{onConfigChange", "{onFailure: Halt, onConfigChange");
        String before = pass();
        objects.put("ConfigMap shop", TWO);

        assertThat(pass()).isEqualTo(before);
    }

    @Test
    void the_pause_between_two_reloads_does_not_double_while_the_app_is_not_available() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        String last = pass();
        available = false;
        pass();
        for (int i = 0; i < 6; i++) {
            objects.put("ConfigMap shop", States.configMap(Map.of("a", "new " + i)));
            String asked = pass();
            assertThat(asked).isNotEqualTo(last);
            last = asked;
            after(60);
        }
    }

    @Test
    void what_leads_back_to_the_stable_revision_waits_for_the_quiet_time_alone() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        String stable = pass();
        complete(stable, 1);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(stable);

        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(stable);
    }

    @Test
    void a_revision_has_no_digest_of_what_is_ignored_when_it_is_made() {
        spec = FILES.replace("]}}", ", {name: w, configMap: {name: other}}]}}") + FOLLOW;
        objects.put("ConfigMap shop", ONE);
        objects.put("ConfigMap other", ONE);
        pass();
        objects.put("ConfigMap shop", new ObjectState.Ignored());
        objects.put("ConfigMap other", TWO);
        pass();
        after(10);
        String made = pass();
        assertThat(revisions).hasSize(2);
        assertThat(revisions.getLast().config().digests()).containsOnlyKeys("ConfigMap/other *");

        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(made);
    }

    @Test
    void what_can_not_be_read_when_other_content_is_asked_for_is_taken_for_what_it_was() {
        spec = FILES.replace("]}}", ", {name: w, configMap: {name: other}}]}}") + FOLLOW;
        objects.put("ConfigMap shop", ONE);
        objects.put("ConfigMap other", ONE);
        pass();
        objects.put("ConfigMap shop", new ObjectState.Unknown("forbidden"));
        objects.put("ConfigMap other", TWO);
        pass();
        after(10);
        String made = pass();
        assertThat(revisions).hasSize(2);

        objects.put("ConfigMap shop", THREE);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(made);
    }

    @Test
    void a_clock_that_was_an_hour_ahead_holds_nothing_up() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        pass();
        after(3600);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        String two = pass();
        objects.put("ConfigMap shop", THREE);
        pass();
        after(-3600);
        assertThat(pass()).isEqualTo(two);
        after(60);

        assertThat(pass()).isNotEqualTo(two);
    }

    @Test
    void what_is_applied_together_with_the_spec_is_one_reload() {
        objects.put("ConfigMap shop", ONE);
        String before = pass();
        told.putAll(objects);
        objects.put("ConfigMap shop", TWO);
        spec = FILES + "\nport: 81" + FOLLOW;

        String after = pass();
        told.clear();
        after(600);
        assertThat(pass()).isEqualTo(after);
        assertThat(revisions).hasSize(2);

        told.putAll(objects);
        objects.put("ConfigMap shop", ONE);
        spec = FILES + FOLLOW;
        assertThat(pass()).isEqualTo(before);
    }

    @Test
    void what_has_failed_is_not_tried_again_because_content_comes_and_goes() {
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + FOLLOW;
        String failed = pass();
        annotate(failed, Map.of("workerapp.dev/failed", "it crashed"));
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);

        assertThat(pass()).isEqualTo(failed);
        assertThat(config().reason()).isEqualTo("ConfigHeld");
        assertThat(config().message()).contains("the revision that the app asks for has failed");
        objects.put("ConfigMap shop", ONE);
        assertThat(pass()).isEqualTo(failed);
        assertThat(config().pending()).isNull();
    }

    @Test
    void who_has_written_an_object_is_said_in_events_alone() {
        objects.put("ConfigMap shop", ONE);
        pass();
        ObjectState.Present two = (ObjectState.Present) TWO;
        ObjectState written = new ObjectState.Present(two.digests(), two.values(), "kubectl-edit");
        assertThat(written).isEqualTo(two).hasSameHashCodeAs(two);
        objects.put("ConfigMap shop", written);
        pass();
        assertThat(config().message()).contains("ConfigMap shop").doesNotContain("kubectl-edit");
        after(10);
        pass();

        assertThat(news).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("ConfigMap shop (last changed by kubectl-edit)"));
    }

    /** @return the name of the revision that is asked for */
    private String pass() {
        WorkerApp app = app();
        FollowedConfig followed = FollowedConfig.of(app, revisions, new Reader(), "example/runtime:1", status, now);
        String name = followed.asked().map(StoredRevision::name).orElseGet(() -> {
            Optional<StoredRevision> latest = revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
            revisions.add(StoredRevision.render(app, latest, followed.marks(), "example/runtime:1", 0));
            return revisions.getLast().name();
        });
        annotate(name, followed.annotations());
        news.addAll(followed.news());
        WorkerAppStatus reported = Model.JSON.unmarshal(
                "conditions: [{type: Available, status: '%s'}]\nreload: {trigger: %s, phase: Running}"
                        .formatted(available ? "True" : "False", trigger),
                WorkerAppStatus.class);
        status = Optional.of(followed.in(reported, name));
        return name;
    }

    /** A reload to the revision is complete. */
    private void complete(String name, int count) {
        annotate(
                name,
                Map.of("workerapp.dev/stable", Integer.toString(count), "workerapp.dev/stable-since", now.toString()));
    }

    private void annotate(String name, Map<String, ? extends @Nullable String> changes) {
        revisions.replaceAll(revision -> {
            if (!revision.name().equals(name)) {
                return revision;
            }
            Map<String, String> annotations =
                    new TreeMap<>(revision.object().getMetadata().getAnnotations());
            changes.forEach((key, value) -> {
                if (value == null) {
                    annotations.remove(key);
                } else {
                    annotations.put(key, value);
                }
            });
            return new StoredRevision(new ControllerRevisionBuilder(revision.object())
                    .editMetadata()
                    .withAnnotations(annotations)
                    .endMetadata()
                    .build());
        });
    }

    private ConfigStatus config() {
        return Objects.requireNonNull(status.orElseThrow().config());
    }

    private static void assertNothingIsInTheWay(ConfigStatus config, String revision) {
        assertThat(config.revision()).isEqualTo(revision);
        assertThat(config.pending()).isNull();
        assertThat(config.since()).isNull();
        assertThat(config.firstSince()).isNull();
        assertThat(config.reason()).isNull();
        assertThat(config.message()).isNull();
    }

    private void after(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private WorkerApp app() {
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
