package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.config.ConfigReader;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.Reference;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.RevisionMarks;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.execute.Writes.Creation;
import dev.workerapp.operator.observe.FollowedConfig;
import dev.workerapp.operator.observe.WantedCopies;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.UndoAnswer;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which revision an app asks for: the same spec is the same revision, and a token makes one once. */
class RevisionHistoryTest {

    private final List<String> log = new ArrayList<>();
    private final List<ControllerRevision> deleted = new ArrayList<>();
    private int taken;

    private static WorkerApp keeping(int revisionHistoryLimit, String image) {
        return Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: u}
                spec: {image: "example/shop:%s", port: 80, revisionHistoryLimit: %d}
                """.formatted(image, revisionHistoryLimit), WorkerApp.class);
    }

    private static WorkerApp app(String image, String... annotations) {
        WorkerApp app = keeping(10, image);
        for (int i = 0; i < annotations.length; i += 2) {
            app.getMetadata().getAnnotations().put(annotations[i], annotations[i + 1]);
        }
        return app;
    }

    private static WorkerApp reloaded(String image, String token) {
        return app(image, Names.RELOAD_REQUESTED_AT, token);
    }

    /** Writes down what is written; the first names are taken. */
    private Writes writes() {
        return (Writes) Proxy.newProxyInstance(
                Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                    log.add(method.getName());
                    return switch (method.getName()) {
                        case "createRevision" -> taken-- > 0 ? Creation.NAME_TAKEN : Creation.CREATED;
                        case "annotateRevision" -> throw new KubernetesClientException("forbidden", 403, null);
                        case "isKept", "adoptRevision" -> true;
                        case "deleteRevision" -> deleted.add((ControllerRevision) arguments[0]);
                        default -> throw new AssertionError(method);
                    };
                });
    }

    private Revisions ensure(WorkerApp app, StoredRevision... known) {
        return RevisionHistory.ensure(
                app, List.of(known), List.of(), followed(app, known), "example/runtime:1", writes());
    }

    /** What an app asks for that follows no configuration. */
    private static FollowedConfig followed(WorkerApp app, StoredRevision... known) {
        return FollowedConfig.of(
                app,
                List.of(known),
                new NoConfig(),
                (_, _) -> Optional.empty(),
                "example/runtime:1",
                Optional.empty(),
                Instant.EPOCH);
    }

    private static final class NoConfig implements ConfigReader {
        @Override
        public boolean follows(Kind kind) {
            return false;
        }

        @Override
        public boolean mayCopy(Kind kind) {
            return false;
        }

        @Override
        public Map<Reference, ObjectState> follow(ResourceID app, Collection<Reference> references) {
            throw new AssertionError("nothing is followed");
        }

        @Override
        public Map<Reference, ObjectState> readAgain(ResourceID app, Collection<Reference> references) {
            return follow(app, references);
        }

        @Override
        public void forget(ResourceID app) {}
    }

    @Test
    void what_can_not_be_recorded_is_reported_and_stops_nothing() {
        WorkerApp app = app("1");
        StoredRevision there = made(app);
        FollowedConfig recording = new FollowedConfig(
                Optional.of(there),
                ConfigMarks.NONE,
                Map.of(Names.CONFIG_MARK + "1", "sha256:1 ConfigMap/shop *"),
                WantedCopies.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                false);

        Revisions revisions =
                RevisionHistory.ensure(app, List.of(there), List.of(), recording, "example/runtime:1", writes());

        assertThat(revisions.unrecorded().orElseThrow().message()).contains(there.name());
        assertThat(revisions.refused()).isEmpty();
    }

    private StoredRevision made(WorkerApp app, StoredRevision... known) {
        return ensure(app, known).asked();
    }

    @Test
    void the_name_follows_from_the_spec_alone() {
        WorkerApp again = app("1");
        again.getMetadata().setUid("another");

        assertThat(made(again).name()).isEqualTo(made(app("1")).name());
        assertThat(made(app("2")).name()).isNotEqualTo(made(app("1")).name());
    }

    @Test
    void each_token_makes_a_revision_with_the_same_content() {
        StoredRevision first = made(app("1"));
        StoredRevision second = made(reloaded("1", "monday"), first);

        assertThat(second.name()).isNotEqualTo(first.name());
        assertThat(second.specHash()).isEqualTo(first.specHash());
        assertThat(second.number()).isEqualTo(2);
        assertThat(first.requestedAt()).isEmpty();
        assertThat(second.requestedAt()).contains("monday");
    }

    @Test
    void a_token_that_is_removed_asks_for_nothing() {
        StoredRevision first = made(app("1"));
        StoredRevision second = made(reloaded("1", "monday"), first);
        log.clear();

        assertThat(made(app("1"), first, second)).isEqualTo(second);
        assertThat(made(reloaded("1", ""), second, first)).isEqualTo(second);
        assertThat(log).isEmpty();
    }

    @Test
    void a_change_of_the_spec_beside_an_old_token_was_not_requested_by_it() {
        StoredRevision first = made(reloaded("1", "monday"));
        StoredRevision second = made(reloaded("2", "monday"), first);

        assertThat(first.requestedAt()).contains("monday");
        assertThat(second.requestedAt()).isEmpty();
    }

    @Test
    void what_an_app_of_its_name_has_left_is_adopted_with_its_marks() {
        StoredRevision left = marked(made(app("1")), RevisionMarks.stable(3, Instant.EPOCH));
        log.clear();

        Revisions revisions = RevisionHistory.ensure(
                app("1"), List.of(), List.of(left), followed(app("1"), left), "example/runtime:1", writes());

        assertThat(log).containsExactly("isKept", "adoptRevision");
        assertThat(revisions.asked()).isEqualTo(left);
        assertThat(revisions.all()).containsExactly(left);
        assertThat(planned(revisions.asked(), "{}").stable()).isEqualTo(3);
    }

    @Test
    void another_revision_that_has_its_name_is_stepped_over() {
        taken = 2;

        Revisions revisions = ensure(app("1"));

        assertThat(log).containsExactly("createRevision", "createRevision", "createRevision");
        assertThat(revisions.refused()).isEmpty();
        taken = 0;
        assertThat(revisions.asked().name()).isNotEqualTo(made(app("1")).name());
        assertThat(made(app("1"), revisions.asked())).isEqualTo(revisions.asked());
    }

    @Test
    void names_that_are_all_taken_are_reported() {
        taken = Integer.MAX_VALUE;

        assertThat(ensure(app("1")).refused()).map(Problem::reason).contains(Reason.NAME_TAKEN);
    }

    @Test
    void what_can_not_be_adopted_is_reported_and_not_made_anew() {
        StoredRevision left = made(app("1"));
        Writes refusing = (Writes)
                Proxy.newProxyInstance(Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, _) -> {
                    if (method.getName().equals("isKept")) {
                        return true;
                    }
                    throw new KubernetesClientException("forbidden", 403, null);
                });

        Revisions revisions = RevisionHistory.ensure(
                app("1"), List.of(), List.of(left), followed(app("1"), left), "example/runtime:1", refusing);

        assertThat(revisions.asked()).isEqualTo(left);
        assertThat(revisions.refused()).isPresent();
    }

    @Test
    void one_that_failed_is_tried_again_under_another_start_policy() {
        StoredRevision failed = marked(made(app("1")), RevisionMarks.failed("late", "{}"));

        assertThat(planned(failed, "{}").failed()).isTrue();
        assertThat(planned(failed, "{\"reload\":{\"overlap\":false}}").failed()).isFalse();
        assertThat(planned(marked(failed, RevisionMarks.stable(1, Instant.EPOCH)), "{}")
                        .failed())
                .isFalse();
        assertThat(planned(marked(failed, RevisionMarks.cleared()), "{}").failed())
                .isFalse();
    }

    @Test
    void one_that_fails_after_it_has_completed_a_reload_is_not_stable_any_more_nor_when_it_is_tried_again() {
        StoredRevision failed = marked(
                marked(made(app("1")), RevisionMarks.stable(2, Instant.EPOCH)), RevisionMarks.failed("crashed", "{}"));
        StoredRevision cleared = marked(failed, RevisionMarks.cleared());

        assertThat(planned(failed, "{}").stable()).isZero();
        assertThat(planned(failed, "{\"probationSeconds\":60}").failed()).isFalse();
        assertThat(planned(failed, "{\"probationSeconds\":60}").stable()).isZero();
        assertThat(planned(cleared, "{}").stable()).isZero();
        assertThat(planned(cleared, "{}").stableSince()).isEmpty();
    }

    @Test
    void what_is_undone_has_failed_whatever_the_start_policy_until_it_is_asked_for_anew() {
        UndoAnswer answer = new UndoAnswer("monday", true, Optional.of("shop-before"), "ann asked");
        StoredRevision undone =
                marked(marked(made(app("1")), RevisionMarks.stable(2, Instant.EPOCH)), RevisionMarks.answered(answer));
        StoredRevision asked = marked(undone, RevisionMarks.cleared());

        assertThat(planned(undone, "{\"probationSeconds\":60}"))
                .extracting(Revision::failed, Revision::stable, Revision::instead, Revision::failure)
                .containsExactly(true, 0L, Optional.of("shop-before"), "ann asked");
        assertThat(undone.marks().undo()).contains(answer);
        assertThat(planned(asked, "{}"))
                .extracting(Revision::failed, Revision::instead, revision -> revision.hasAnswered("monday"))
                .containsExactly(false, Optional.empty(), true);
    }

    @Test
    void a_request_to_undo_that_is_refused_is_remembered_and_changes_nothing() {
        UndoAnswer refused = new UndoAnswer("monday", false, Optional.empty(), "there is no revision 7");
        UndoAnswer followed = new UndoAnswer("tuesday", true, Optional.of("shop-before"), "ann asked");
        StoredRevision revision =
                marked(marked(made(app("1")), RevisionMarks.stable(2, Instant.EPOCH)), RevisionMarks.answered(refused));

        assertThat(planned(revision, "{}"))
                .extracting(Revision::failed, Revision::stable, Revision::undo)
                .containsExactly(false, 2L, Optional.of(refused));
        assertThat(marked(revision, RevisionMarks.answered(followed)).marks().undo())
                .contains(followed);
    }

    @Test
    void marks_that_somebody_has_spoilt_are_none() {
        StoredRevision spoilt = marked(
                made(app("1")), Map.of("workerapp.dev/stable", "often", "workerapp.dev/stable-since", "long ago"));

        assertThat(planned(spoilt, "{}").stable()).isZero();
        assertThat(planned(spoilt, "{}").stableSince()).isEmpty();
    }

    @Test
    void what_the_planner_needs_is_kept_whatever_the_limit() {
        StoredRevision oldest = made(app("1"));
        StoredRevision former = made(app("2"), oldest);
        WorkerApp app = keeping(0, "3");
        Revisions revisions = ensure(app, oldest, former);

        RevisionHistory.prune(RevisionHistory.unneeded(app, revisions, List.of(), Set.of(former.name())), writes());

        assertThat(deleted).containsExactly(oldest.object());
    }

    @Test
    void the_newest_that_nothing_runs_are_kept_and_what_is_needed_is_one_of_them() {
        StoredRevision oldest = made(app("1"));
        StoredRevision middle = made(app("2"), oldest);
        StoredRevision former = made(app("3"), middle, oldest);
        WorkerApp app = keeping(1, "4");
        Revisions revisions = ensure(app, oldest, middle, former);

        RevisionHistory.prune(RevisionHistory.unneeded(app, revisions, List.of(), Set.of(former.name())), writes());

        assertThat(deleted).containsExactly(middle.object(), oldest.object());
    }

    @Test
    void reloads_of_the_same_spec_take_no_place_of_another_spec() {
        List<StoredRevision> known = new ArrayList<>();
        for (String image : List.of("1", "2")) {
            known.add(made(app(image), known.toArray(StoredRevision[]::new)));
            for (int night = 1; night <= 4; night++) {
                known.add(made(reloaded(image, image + "-" + night), known.toArray(StoredRevision[]::new)));
            }
        }
        WorkerApp app = keeping(1, "2");
        app.getMetadata().getAnnotations().put(Names.RELOAD_REQUESTED_AT, "2-4");

        List<StoredRevision> unneeded =
                RevisionHistory.unneeded(app, ensure(app, known.toArray(StoredRevision[]::new)), List.of(), Set.of());

        assertThat(known)
                .filteredOn(revision -> !unneeded.contains(revision))
                .extracting(StoredRevision::requestedAt)
                .containsExactly(
                        Optional.of("1-3"),
                        Optional.of("1-4"),
                        Optional.of("2-2"),
                        Optional.of("2-3"),
                        Optional.of("2-4"));
    }

    @Test
    void with_a_limit_of_0_nothing_is_kept_that_nothing_needs() {
        StoredRevision before = made(app("1"));
        WorkerApp app = keeping(0, "1");
        app.getMetadata().getAnnotations().put(Names.RELOAD_REQUESTED_AT, "monday");

        assertThat(RevisionHistory.unneeded(app, ensure(app, before), List.of(), Set.of()))
                .containsExactly(before);
    }

    private static Revision planned(StoredRevision revision, String startPolicy) {
        return revision.toPlanner(app("1"), revision, () -> startPolicy);
    }

    private static StoredRevision marked(StoredRevision revision, Map<String, @Nullable String> marks) {
        return revision.with(marks);
    }

    @Test
    void a_cause_of_any_length_fits_beside_the_other_marks_and_into_the_status() {
        WorkerApp app = app("1", Names.CHANGE_CAUSE, "why ".repeat(50_000));

        ControllerRevision made = StoredRevision.render(app, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0)
                .object();
        assertThat(made.getMetadata().getAnnotations().get(Names.CHANGE_CAUSE))
                .hasSizeLessThanOrEqualTo(1024)
                .startsWith("why why");

        made.getMetadata().getAnnotations().put(Names.CHANGE_CAUSE, "by hand ".repeat(30_000));
        assertThat(new StoredRevision(made).history().cause())
                .hasValueSatisfying(cause -> assertThat(cause).hasSizeLessThanOrEqualTo(1024));
    }
}
