package dev.workerapp.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Secret and the Service that workers need for actions and messages. */
@ExtendWith(ControlPlane.class)
class ActionsOnApiServerTest {

    private static final String RUNTIME = "readiness: {signal: Ready}";

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;
    private final Requests requests = new Requests();

    ActionsOnApiServerTest(ControlPlane.Running plane) {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "actions-" + number++);
    }

    @AfterEach
    void stop() {
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void an_app_gets_a_token_that_the_operator_never_reads_and_a_service_that_has_all_workers() {
        try (var _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.apply(RUNTIME);
            app.awaitCondition("Ready", "True");

            Secret secret = secret().get();
            assertThat(secret.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getUid())
                            .isEqualTo(app.get().getMetadata().getUid()));
            assertThat(secret.getData()).containsOnlyKeys("token");
            assertThat(new String(Base64.getDecoder().decode(secret.getData().get("token")), UTF_8))
                    .matches("[-_A-Za-z0-9]{43}");
            assertThat(requests.creates("secrets")).isEqualTo(1);
            assertThat(requests.reads("/secrets/shop-actions")).isEmpty();
            assertThat(peers().get().getSpec()).satisfies(spec -> {
                assertThat(spec.getClusterIP()).isEqualTo("None");
                assertThat(spec.getPublishNotReadyAddresses()).isTrue();
                assertThat(spec.getSelector()).isEqualTo(Map.of(Names.APP, "shop", Names.WORKER, "true"));
            });
            assertThat(app.workers()).hasSize(2).allSatisfy(ActionsOnApiServerTest::assertThatItHasAccess);
        }
    }

    private static void assertThatItHasAccess(Pod worker) {
        assertThat(worker.getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("workerapp-actions"))
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getSecret().getSecretName()).isEqualTo("shop-actions");
                    assertThat(volume.getSecret().getOptional()).isTrue();
                });
        assertThat(worker.getSpec().getContainers().getFirst().getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("workerapp-actions"))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getReadOnly()).isTrue());
    }

    @Test
    void an_operator_that_brings_actions_replaces_no_worker() {
        List<String> before;
        try (var _ = OperatorRun.withoutNodes(plane, app.namespace())) {
            app.apply(RUNTIME);
            app.awaitCondition("Ready", "True");
            before = uids();
            assertThat(secret().get()).isNull();
            assertThat(peers().get()).isNull();
        }

        try (var _ = OperatorRun.in(plane, app.namespace())) {
            Awaitility.await().until(() -> peers().get() != null && secret().get() != null);
            app.resource().scale(3);
            app.await("a third worker", status -> Integer.valueOf(3).equals(status.available()));

            assertThat(uids()).hasSize(3).containsAll(before);
            assertThat(app.revisions()).hasSize(1);
        }
    }

    @Test
    void objects_of_somebody_else_with_these_names_are_left_alone() {
        secretOfSomebody();
        serviceOfSomebody();
        try (var _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.apply(RUNTIME);
            app.awaitCondition("Available", "True");

            Condition stalled = TestApp.condition(app.awaitCondition("Stalled", "True"), "Stalled");
            assertThat(stalled.getReason()).isEqualTo("NameTaken");
            assertThat(stalled.getMessage()).contains("There is a Service shop-workers");
            assertThat(secret().get().getData()).isEqualTo(Map.of("theirs", "eA=="));
            assertThat(peers().get().getSpec().getPorts()).hasSize(1).first().satisfies(port -> assertThat(
                            port.getPort())
                    .isEqualTo(80));
            assertThat(requests.creates("secrets")).isEqualTo(1);
        }
    }

    @Test
    void an_app_without_the_runtime_has_neither_and_they_go_with_it() {
        try (var _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.apply("");
            app.awaitCondition("Ready", "True");
            assertThat(requests.creates("secrets")).isZero();
            assertThat(peers().get()).isNull();

            app.patch("{\"spec\":{\"readiness\":{\"signal\":\"Ready\"}}}");
            Awaitility.await().until(() -> peers().get() != null && secret().get() != null);

            app.patch("{\"spec\":{\"readiness\":null}}");
            Awaitility.await().until(() -> peers().get() == null);
        }
    }

    private void secretOfSomebody() {
        app.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("shop-actions")
                        .withNamespace(app.namespace())
                        .endMetadata()
                        .withData(Map.of("theirs", "eA=="))
                        .build())
                .create();
    }

    private void serviceOfSomebody() {
        app.client()
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("shop-workers")
                        .withNamespace(app.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withPorts(new ServicePortBuilder().withPort(80).build())
                        .endSpec()
                        .build())
                .create();
    }

    private List<String> uids() {
        return app.workers().stream().map(pod -> pod.getMetadata().getUid()).toList();
    }

    private Resource<Secret> secret() {
        return app.client().secrets().inNamespace(app.namespace()).withName("shop-actions");
    }

    private Resource<Service> peers() {
        return app.client().services().inNamespace(app.namespace()).withName("shop-workers");
    }
}
