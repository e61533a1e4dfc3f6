package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API server does not take, or what somebody else has: it is told in its own words, and it heals. */
@ExtendWith(ControlPlane.class)
class RefusedByApiServerTest {

    private static int number;

    private final TestApp app;
    private final OperatorRun operator;
    private final Obstacles obstacles;

    RefusedByApiServerTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "refused-" + number++);
        operator = OperatorRun.in(plane, app.namespace());
        obstacles = new Obstacles(app);
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void a_quota_that_does_not_admit_the_replacement_is_told_and_heals() {
        app.apply("reload: {startTimeoutSeconds: 1}");
        app.awaitCondition("Ready", "True");
        obstacles.quota("pods", "2");

        app.image("v2");
        WorkerAppStatus status = app.awaitCondition("Stalled", "True");
        assertThat(condition(status, "Stalled").getMessage()).contains("exceeded quota");
        assertThat(app.tags()).containsExactly("v1", "v1");
        obstacles.quota("pods", "10");

        app.awaitCondition("Ready", "True");
        app.awaitTags("v2", "v2");
    }

    @Test
    void a_quota_that_does_not_admit_the_service_is_told_and_heals() {
        obstacles.quota("services", "0");

        app.apply("");
        WorkerAppStatus status = app.awaitCondition("Available", "True");
        assertStalled(status, "QuotaExceeded", "Service shop is refused", "exceeded quota");
        assertThat(budget()).isNotNull();
        obstacles.quota("services", "1");

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
        obstacles.policy("apps", "controllerrevisions", "no changes today");

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
            obstacles.dropPolicy();
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

    @Test
    void an_admission_policy_that_refuses_the_pods_is_told_in_its_own_words() {
        app.apply("reload: {startTimeoutSeconds: 1}");
        app.awaitCondition("Ready", "True");
        obstacles.policy("", "pods", "no shop today");

        try {
            // A policy is in force some time after it was made: a reload is asked for until one is refused.
            for (int reload = 1; !isStalled(app.status()); reload++) {
                app.patch(
                        "{\"metadata\":{\"annotations\":{\"" + Names.RELOAD_REQUESTED_AT + "\":\"" + reload + "\"}}}");
                String target = app.status().targetRevision();
                app.await(
                        "reloaded, or stalled",
                        seen -> isStalled(seen)
                                || (!Objects.equals(seen.targetRevision(), target)
                                        && condition(seen, "Ready").getStatus().equals("True")));
            }
            WorkerAppStatus status = app.status();
            assertThat(condition(status, "Stalled").getMessage()).contains("no shop today");
            assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
        } finally {
            obstacles.dropPolicy();
        }
        app.awaitCondition("Ready", "True");
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
}
