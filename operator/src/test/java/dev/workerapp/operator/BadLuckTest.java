package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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
    void a_missing_image_is_named_and_the_old_workers_serve_on() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        app.image("missing");
        WorkerAppStatus status = app.awaitCondition("Stalled", "True");

        assertThat(condition(status, "Stalled").getMessage())
                .contains("ImagePullBackOff")
                .contains("not found");
        assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
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

        assertThat(condition(status, "Stalled").getMessage()).contains("exit code 1");
        app.awaitTags("v1", "v1");
    }

    @Test
    void a_first_install_that_crashes_is_left_to_be_looked_at() {
        app.apply("shop:crash", "");

        WorkerAppStatus status = app.awaitCondition("Stalled", "True");

        assertThat(condition(status, "Stalled").getMessage()).contains("exit code 1");
        assertThat(app.tags()).contains("crash");
        app.image("v1");
        app.awaitCondition("Ready", "True");
    }

    @Test
    void a_quota_that_does_not_admit_the_replacement_is_told_and_heals() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        quota("pods", "2");

        app.image("v2");
        WorkerAppStatus status = app.awaitCondition("Stalled", "True");
        assertThat(condition(status, "Stalled").getMessage()).contains("exceeded quota");
        assertThat(app.tags()).containsExactly("v1", "v1");
        quota("pods", "10");

        app.awaitCondition("Ready", "True");
        app.awaitTags("v2", "v2");
    }

    @Test
    void a_quota_that_does_not_admit_the_service_is_told_and_heals() {
        quota("services", "0");

        app.apply("");
        WorkerAppStatus status = app.awaitCondition("Available", "True");
        assertStalled(status, "QuotaExceeded", "Service shop is refused", "exceeded quota");
        assertThat(budget()).isNotNull();
        quota("services", "1");

        app.awaitCondition("Ready", "True");
        assertThat(service()).isNotNull();
    }

    @Test
    void an_annotation_that_no_service_can_have_is_told_and_heals() {
        app.apply("service: {annotations: {\"not a key\": x}}");
        WorkerAppStatus status = app.awaitCondition("Available", "True");

        assertStalled(status, "CreateRefused", "Service shop is refused", "not a key");
        assertThat(budget()).isNotNull();
        app.patch("{\"spec\":{\"service\":{\"annotations\":null}}}");
        app.awaitCondition("Ready", "True");
        assertThat(service()).isNotNull();
    }

    @Test
    void a_policy_that_refuses_the_revision_is_told_in_its_own_words_and_the_old_workers_serve_on() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        policy("apps", "controllerrevisions", "no changes today");

        try {
            // A policy is in force some time after it was made: versions are asked for until one is refused.
            WorkerAppStatus status = app.status();
            for (int version = 2; !isStalled(status); version++) {
                app.image("v" + version);
                status = app.await(
                        "another version, or stalled",
                        seen -> condition(seen, "Ready").getStatus().equals("True") || isStalled(seen));
            }
            assertStalled(status, "CreateRefused", "ControllerRevision shop-", "no changes today");
            assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
        } finally {
            dropPolicy();
        }
        app.awaitCondition("Ready", "True");
    }

    private static boolean isStalled(WorkerAppStatus status) {
        return condition(status, "Stalled").getStatus().equals("True");
    }

    /** Whoever waits for the app, by whatever condition, gets the same answer. */
    private static void assertStalled(WorkerAppStatus status, String reason, String... words) {
        assertThat(status.state()).isEqualTo("Degraded");
        assertThat(condition(status, "Stalled").getStatus()).isEqualTo("True");
        assertThat(condition(status, "Stalled").getMessage()).contains(words);
        assertThat(condition(status, "Stalled").getReason()).isEqualTo(reason);
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
        assertThat(condition(status, "Ready").getReason()).isEqualTo(reason);
        assertThat(condition(status, "Reconciling").getStatus()).isEqualTo("False");
    }

    private @Nullable Service service() {
        return app.client()
                .services()
                .inNamespace(app.namespace())
                .withName("shop")
                .get();
    }

    private @Nullable PodDisruptionBudget budget() {
        return app.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(app.namespace())
                .withName("shop")
                .get();
    }

    private void quota(String resource, String most) {
        app.client()
                .resourceQuotas()
                .inNamespace(app.namespace())
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName(resource)
                        .withNamespace(app.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of(resource, new Quantity(most)))
                        .endSpec()
                        .build())
                .serverSideApply();
        Awaitility.await().untilAsserted(() -> assertThat(app.client()
                        .resourceQuotas()
                        .inNamespace(app.namespace())
                        .withName(resource)
                        .get()
                        .getStatus()
                        .getHard())
                .containsEntry(resource, new Quantity(most)));
    }

    @Test
    void an_admission_policy_that_refuses_the_pods_is_told_in_its_own_words() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        policy("", "pods", "no shop today");

        try {
            // A policy is in force some time after it was made: a reload is asked for until one is refused.
            Awaitility.await().pollInterval(Duration.ofSeconds(2)).until(() -> {
                app.patch("{\"metadata\":{\"annotations\":{\"" + Names.RELOAD_REQUESTED_AT + "\":\"" + System.nanoTime()
                        + "\"}}}");
                return condition(app.status(), "Stalled").getStatus().equals("True");
            });
            WorkerAppStatus status = app.status();
            assertThat(condition(status, "Stalled").getMessage()).contains("no shop today");
            assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
        } finally {
            dropPolicy();
        }
        app.awaitCondition("Ready", "True");
    }

    private void dropPolicy() {
        var policies = app.client().admissionRegistration().v1();
        policies.validatingAdmissionPolicies().withName(app.namespace()).delete();
        policies.validatingAdmissionPolicyBindings().withName(app.namespace()).delete();
    }

    /** Refuses what is created of this resource in the app's namespace. */
    private void policy(String group, String resource, String message) {
        app.client()
                .load(new ByteArrayInputStream(
                        """
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicy
                        metadata: {name: %1$s}
                        spec:
                          matchConstraints:
                            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                            resourceRules:
                            - {apiGroups: ["%2$s"], apiVersions: [v1], operations: [CREATE], resources: [%3$s]}
                          validations:
                          - {expression: "false", message: "%4$s"}
                        ---
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicyBinding
                        metadata: {name: %1$s}
                        spec: {policyName: %1$s, validationActions: [Deny]}
                        """.formatted(app.namespace(), group, resource, message).getBytes(UTF_8)))
                .create();
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

        // The new app's revision is another one, so the adopted worker is replaced soon: all its owners are noted.
        Set<List<String>> owners = ConcurrentHashMap.newKeySet();
        try (var _ = app.client().resource(worker).inform(new Owners(owners))) {
            app.resource().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
            // The garbage collector learns of a new kind twice a minute.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> app.resource().get() == null);
            app.apply("env: [{value: \"<a&b>\", name: ODD}]");
            app.awaitCondition("Available", "True");

            String uid = app.get().getMetadata().getUid();
            Awaitility.await().untilAsserted(() -> assertThat(owners)
                    .contains(List.of(other.getMetadata().getUid(), uid)));
        }
    }

    private record Owners(Set<List<String>> uids) implements ResourceEventHandler<Pod> {

        @Override
        public void onAdd(Pod pod) {
            uids.add(pod.getMetadata().getOwnerReferences().stream()
                    .map(OwnerReference::getUid)
                    .toList());
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            onAdd(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {}
    }

    @Test
    void a_service_of_that_name_that_is_not_ours_is_left_alone_and_told() {
        Service foreign = app.client()
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .withNamespace(app.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(1234)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        app.apply("");
        WorkerAppStatus status = app.awaitCondition("Stalled", "True");

        app.await(
                "all workers serve",
                seen -> condition(seen, "Available").getStatus().equals("True"));
        assertStalled(app.status(), "NameTaken", "Service shop");
        assertThat(condition(status, "Stalled").getReason()).isEqualTo("NameTaken");
        assertThat(app.client()
                        .resource(foreign)
                        .get()
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getPort())
                .isEqualTo(1234);
        app.client().resource(foreign).delete();

        app.awaitCondition("Ready", "True");
        assertThat(condition(app.status(), "Stalled").getStatus()).isEqualTo("False");
        assertThat(Objects.requireNonNull(service()).getSpec().getSelector()).containsEntry(Names.APP, "shop");
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
        TestApp other = TestApp.in(plane.admin(), app.namespace() + "-other");
        app.apply("");
        other.apply("");
        try (OperatorRun _ = OperatorRun.in(plane, other.namespace())) {
            app.awaitCondition("Ready", "True");
            other.awaitCondition("Ready", "True");

            app.image("v2");
            app.awaitTags("v2", "v2");

            assertThat(other.tags()).containsExactly("v1", "v1");
        }
        other.client().namespaces().withName(other.namespace()).delete();
    }
}
