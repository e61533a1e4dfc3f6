package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workerapp.crd.HistoryEntry;
import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What makes a revision, and what does not: tokens, and the policy by which a version starts. */
@ExtendWith(ControlPlane.class)
class RevisionsOnApiServerTest {

    private static int number;

    private final TestApp app;
    private final OperatorRun operator;

    RevisionsOnApiServerTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "revisions-" + number++);
        operator = OperatorRun.in(plane, app.namespace());
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    private void annotate(String json) {
        app.patch("{\"metadata\": {\"annotations\": " + json + "}}");
    }

    private Optional<String> requestedAt() {
        return Optional.ofNullable(app.status().reload()).map(ReloadStatus::requestedAt);
    }

    /** As Flux does with what kubectl annotated. */
    @Test
    void a_token_that_is_removed_reloads_nothing() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        List<String> before = app.uids();

        annotate("{\"workerapp.dev/reload-requested-at\": \"monday\"}");
        Awaitility.await("the token is taken up").until(() -> requestedAt().equals(Optional.of("monday")));
        app.awaitCondition("Ready", "True");
        List<String> after = app.uids();
        assertThat(after).doesNotContainAnyElementsOf(before);

        annotate("{\"workerapp.dev/reload-requested-at\": null}");
        // A change of the spec comes after it, so what the status says of that was decided without the token.
        app.patch("{\"spec\": {\"revisionHistoryLimit\": 5}}");
        app.awaitCondition("Ready", "True");
        assertThat(app.uids()).isEqualTo(after);
        assertThat(app.revisions()).hasSize(2);
        assertThat(requestedAt()).contains("monday");
    }

    @Test
    void a_revision_that_failed_is_tried_again_under_another_start_policy_and_not_for_another_change() {
        app.apply("readiness: {timeoutSeconds: 1}");
        app.awaitCondition("Ready", "True");

        app.image("never");
        awaitFailedWith(1);
        app.await("rolled back", status -> "RolledBack".equals(status.state()));

        app.patch("{\"spec\": {\"instances\": 3}}");
        app.await("three of the stable one", status -> Integer.valueOf(3).equals(status.available()));
        assertThat(app.tags()).containsOnly("v1");

        app.patch("{\"spec\": {\"readiness\": {\"timeoutSeconds\": 2}}}");
        awaitFailedWith(2);
        app.awaitTags("v1", "v1", "v1");
    }

    @Test
    void the_history_says_what_became_of_each_revision_and_who_asked_for_it() {
        app.apply("revisionHistoryLimit: 1");
        app.awaitCondition("Ready", "True");
        annotate("{\"kubernetes.io/change-cause\": \"the new shop\"}");
        app.image("v2");
        app.await("reloaded", status -> "Complete".equals(phase(status)));
        app.image("v3");
        WorkerAppStatus status = app.await(
                "reloaded and pruned",
                now -> "Complete".equals(phase(now)) && history(now).size() == 2);

        assertThat(history(status))
                .extracting(HistoryEntry::number, HistoryEntry::trigger, HistoryEntry::cause, HistoryEntry::result)
                .containsExactly(
                        tuple(3L, "Change", "the new shop", "Complete"),
                        tuple(2L, "Change", "the new shop", "Complete"));
        assertThat(history(status)).allSatisfy(entry -> {
            assertThat(entry.requestedBy()).isEqualTo("fabric8-kubernetes-client");
            assertThat(entry.endedAt()).isNotNull();
        });
    }

    private static String phase(WorkerAppStatus status) {
        return Optional.ofNullable(status.reload()).map(ReloadStatus::phase).orElse("");
    }

    private static List<HistoryEntry> history(WorkerAppStatus status) {
        return Optional.ofNullable(status.history()).orElse(List.of());
    }

    private void awaitFailedWith(int timeoutSeconds) {
        String policy =
                "{\"readiness\":{\"timeoutSeconds\":" + timeoutSeconds + "},\"reload\":{\"probationSeconds\":0}}";
        Awaitility.await("failed with " + policy).untilAsserted(() -> assertThat(app.revisions())
                .extracting(RevisionsOnApiServerTest::failedWith)
                .contains(Optional.of(policy)));
    }

    private static Optional<String> failedWith(ControllerRevision revision) {
        return Optional.ofNullable(revision.getMetadata().getAnnotations())
                .map(annotations -> annotations.get("workerapp.dev/failed-with"));
    }
}
