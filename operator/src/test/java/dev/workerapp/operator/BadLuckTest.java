package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong in a cluster: the old workers serve on, the status says in words what is wrong, and it heals. */
@ExtendWith(ControlPlane.class)
class BadLuckTest {

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;
    private final OperatorRun operator;

    BadLuckTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "bad-luck-" + number++);
        operator = OperatorRun.in(plane, app.namespace());
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_missing_image_is_named_blames_nobody_and_the_old_workers_serve_on() {
        app.apply("reload: {startTimeoutSeconds: 1}");
        app.awaitCondition("Ready", "True");

        app.image("missing");
        WorkerAppStatus status = app.awaitCondition("Stalled", "True");

        assertThat(condition(status, "Stalled").getMessage())
                .contains("ImagePullBackOff")
                .contains("not found");
        assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
        assertThat(status.state()).isEqualTo("Reloading");
        app.image("v2");
        app.awaitCondition("Ready", "True");
        assertThat(condition(app.status(), "Stalled").getStatus()).isEqualTo("False");
    }

    @Test
    void a_crash_at_start_is_rolled_back_with_the_exit_code() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        app.image("crash");
        WorkerAppStatus status = app.await("rolled back", seen -> "RolledBack".equals(seen.state()));

        assertThat(condition(status, "Stalled").getMessage()).contains("with code 1");
        app.awaitTags("v1", "v1");
    }

    @Test
    void a_first_install_that_crashes_is_left_to_be_looked_at() {
        app.apply("shop:crash", "");

        WorkerAppStatus status = app.awaitCondition("Stalled", "True");

        assertThat(condition(status, "Stalled").getMessage()).contains("with code 1");
        assertThat(app.tags()).contains("crash");
        app.image("v1");
        app.awaitCondition("Ready", "True");
    }

    @Test
    void a_worker_that_no_node_takes_is_told_in_the_schedulers_words() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        app.patch("{\"spec\":{\"podTemplate\":{\"spec\":{\"nodeSelector\":{\"disk\":\"gold\"}}}}}");
        WorkerAppStatus status = app.await(
                "the slot says why",
                seen -> seen.slots() != null
                        && seen.slots().stream().anyMatch(slot -> "Unschedulable".equals(slot.reason())));

        assertThat(status.slots()).singleElement().asString().contains("nodes are available");
        assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
        app.patch("{\"spec\":{\"podTemplate\":null}}");
        app.awaitCondition("Ready", "True");
        app.awaitTags("v1", "v1");
    }

    @Test
    void somebody_elses_pod_with_our_labels_is_not_touched() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        Pod ours = app.workers().getFirst();
        ConfigMap owner = configMap();
        Pod foreign = app.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("foreign")
                        .withNamespace(app.namespace())
                        .withLabels(ours.getMetadata().getLabels())
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("other")
                        .withUid(owner.getMetadata().getUid())
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withSpec(new PodSpecBuilder()
                                .addNewContainer()
                                .withName("c")
                                .withImage("other:v1")
                                .endContainer()
                                .build())
                        .build())
                .create();

        app.patch("{\"spec\":{\"suspend\":true}}");
        app.await("suspended", status -> "Suspended".equals(status.state()));
        Awaitility.await().until(() -> app.workers().size() == 1);

        assertThat(app.workers().getFirst().getMetadata().getUid())
                .isEqualTo(foreign.getMetadata().getUid());
    }

    private ConfigMap configMap() {
        return app.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("other")
                        .withNamespace(app.namespace())
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void an_orphan_with_our_labels_is_adopted_beside_its_other_owners() {
        // With all that Go's JSON escapes, and keys that are not sorted: the revision must survive being patched.
        app.apply("env: [{value: \"<a&b>\", name: ODD}]");
        app.awaitCondition("Ready", "True");
        Pod worker = app.workers().getFirst();
        ConfigMap other = configMap();
        app.client().resource(worker).edit(live -> new PodBuilder(live)
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("other")
                .withUid(other.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .build());

        List<String> workers = app.uids();
        List<String> revisions = app.revisions().stream()
                .map(revision -> revision.getMetadata().getUid())
                .toList();
        app.resource().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
        // The garbage collector learns of a new kind twice a minute.
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> app.resource().get() == null);
        app.apply("env: [{value: \"<a&b>\", name: ODD}]");
        app.awaitCondition("Ready", "True");

        String uid = app.get().getMetadata().getUid();
        assertThat(app.client().resource(worker).get().getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactly(other.getMetadata().getUid(), uid);
        // The same spec is the same revision: nothing is replaced, and nothing is made anew.
        assertThat(app.uids()).isEqualTo(workers);
        assertThat(app.revisions())
                .allMatch(revision -> Ownership.controls(app.get(), revision))
                .extracting(revision -> revision.getMetadata().getUid())
                .isEqualTo(revisions);
        assertThat(app.status().stableRevision()).isEqualTo(app.status().targetRevision());
    }

    @Test
    void an_edited_service_is_mended() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        var service = app.client().services().inNamespace(app.namespace()).withName("shop");
        service.edit(live -> new ServiceBuilder(live)
                .editSpec()
                .withSelector(Map.of("other", "app"))
                .endSpec()
                .build());

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(service.get().getSpec().getSelector()).containsEntry(Names.APP, "shop"));
    }

    @Test
    void edits_in_quick_succession_end_with_the_last() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        for (int edit = 2; edit <= 12; edit++) {
            app.image("v" + edit);
        }

        app.awaitTags("v12", "v12");
        app.awaitCondition("Ready", "True");
    }

    @Test
    void an_app_deleted_in_the_middle_of_a_reload_leaves_nothing() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        app.image("never");
        Awaitility.await().until(() -> app.tags().contains("never"));

        app.resource().delete();

        Awaitility.await().untilAsserted(() -> {
            assertThat(app.client().pods().inNamespace(app.namespace()).list().getItems())
                    .isEmpty();
            assertThat(app.client()
                            .apps()
                            .controllerRevisions()
                            .inNamespace(app.namespace())
                            .list()
                            .getItems())
                    .isEmpty();
        });
    }

    @Test
    void an_app_applied_before_the_operator_runs_is_started_when_it_does() {
        TestApp early = TestApp.in(plane.admin(), app.namespace() + "-early");
        early.apply("");

        try (OperatorRun _ = OperatorRun.in(plane, early.namespace())) {
            early.awaitCondition("Ready", "True");
        }
        early.client().namespaces().withName(early.namespace()).delete();
    }

    @Test
    void two_apps_of_one_name_in_two_namespaces_do_not_know_each_other() {
        TestApp one = TestApp.in(plane.admin(), app.namespace() + "-one");
        TestApp other = TestApp.in(plane.admin(), app.namespace() + "-other");
        try (OperatorRun _ = OperatorRun.in(plane, Set.of(one.namespace(), other.namespace()), OperatorRun.API)) {
            one.apply("");
            other.apply("");
            one.awaitCondition("Ready", "True");
            other.awaitCondition("Ready", "True");

            one.image("v2");
            one.awaitTags("v2", "v2");
            one.awaitCondition("Ready", "True");

            assertThat(other.tags()).containsExactly("v1", "v1");
            assertThat(other.revisions()).hasSize(1);
        }
        one.client().namespaces().withName(one.namespace()).delete();
        other.client().namespaces().withName(other.namespace()).delete();
    }

    @Test
    void an_app_with_the_longest_name_runs_and_is_reloaded() {
        TestApp longest = app.named("a".repeat(53));

        longest.apply("");
        longest.awaitCondition("Ready", "True");
        longest.image("v2");
        longest.awaitTags("v2", "v2");
        longest.awaitCondition("Ready", "True");

        assertThat(WorkerPod.name(
                        longest.get(),
                        new Action.Create(999, "r", 1, CrashHistory.NONE, RecycleHistory.NONE, Reason.EMPTY_SLOT)))
                .hasSize(63);
        Awaitility.await()
                .untilAsserted(() -> assertThat(app.events("ReloadComplete")).isNotEmpty());
    }
}
