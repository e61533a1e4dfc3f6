package dev.workerapp.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An admission webhook that fails, or does not answer, holds up the apps that it is asked about, and no other. */
@ExtendWith(ControlPlane.class)
class WebhookTest {

    private static final int APPS = 40;

    /** Two workers an app, each tried twice by the client. */
    private static final int ONE_PASS = 4;

    private final ControlPlane.Running plane;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    WebhookTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @Test
    void forty_apps_whose_pods_hang_at_a_webhook_leave_the_healthy_one_alone(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        TestApp healthy = TestApp.in(plane.admin(), "hanging");
        try (Webhook webhook = Webhook.hanging(plane.hostAddress(), folder, this::called);
                OperatorRun _ = OperatorRun.in(plane, healthy.namespace())) {
            List<HasMetadata> configuration = configure(webhook, healthy.namespace());
            try {
                List<TestApp> hanging = IntStream.range(0, APPS)
                        .mapToObj(i -> healthy.named("hanging-" + i))
                        .toList();
                hanging.forEach(app -> app.apply(""));

                // All hang at once: none had to wait for the end of another one's pass.
                Awaitility.await().until(() -> calls.size() == APPS);
                assertThat(calls.values()).allMatch(count -> count <= ONE_PASS);

                healthy.apply("");
                healthy.awaitCondition("Ready", "True");
                assertThat(hanging).allMatch(app -> app.workers().isEmpty());
            } finally {
                configuration.forEach(item -> plane.admin().resource(item).delete());
            }
        }
        plane.admin().namespaces().withName(healthy.namespace()).delete();
    }

    @Test
    void an_app_whose_new_pods_a_webhook_fails_says_so_and_another_one_is_reloaded(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        TestApp healthy = TestApp.in(plane.admin(), "failing");
        TestApp failing = healthy.named("failing");
        try (Webhook webhook = Webhook.answering(500, plane.hostAddress(), folder, this::called);
                OperatorRun operator = OperatorRun.in(plane, healthy.namespace())) {
            healthy.apply("");
            healthy.awaitCondition("Ready", "True");
            List<HasMetadata> configuration = configure(webhook, healthy.namespace());
            try {
                Awaitility.await("the webhook is in force").until(() -> isAsked(operator, failing));
                failing.apply("");
                healthy.image("v2");

                healthy.awaitTags("v2", "v2");
                healthy.awaitCondition("Ready", "True");
                WorkerAppStatus status = failing.await(
                        "three tries",
                        seen -> seen.refused() != null
                                && seen.refused().stream()
                                        .anyMatch(refused -> Objects.requireNonNull(refused.tries()) >= 3));
                assertThat(status.refused()).singleElement().satisfies(refused -> assertThat(refused.message())
                        .contains("failed calling webhook \"pods.example.com\""));
                assertThat(status.slots())
                        .anySatisfy(slot -> assertThat(slot.message()).contains("failed calling webhook"));
                assertThat(failing.workers()).isEmpty();
            } finally {
                configuration.forEach(item -> plane.admin().resource(item).delete());
            }
            failing.awaitCondition("Ready", "True");
        }
        plane.admin().namespaces().withName(healthy.namespace()).delete();
    }

    /** Tries to create a pod of the app; nothing is stored. */
    private boolean isAsked(OperatorRun operator, TestApp app) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("probe")
                .withNamespace(app.namespace())
                .addToLabels(Names.APP, app.name())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build();
        try {
            operator.client().resource(pod).dryRun().create();
            return false;
        } catch (KubernetesClientException _) {
            return calls.containsKey(app.name());
        }
    }

    private void called(String review) {
        try {
            JsonNode labels = new JsonMapper().readTree(review).at("/request/object/metadata/labels");
            calls.merge(labels.path(Names.APP).asText(), 1, Integer::sum);
        } catch (IOException e) {
            throw new IllegalArgumentException("no review: " + review, e);
        }
    }

    /** For pods of all apps of the namespace but the healthy one. */
    private List<HasMetadata> configure(Webhook webhook, String namespace) {
        return plane.admin()
                .load(new ByteArrayInputStream(
                        """
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingWebhookConfiguration
                        metadata: {name: pods}
                        webhooks:
                        - name: pods.example.com
                          admissionReviewVersions: [v1]
                          sideEffects: None
                          failurePolicy: Fail
                          timeoutSeconds: 30
                          clientConfig: {url: "%s", caBundle: %s}
                          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
                          objectSelector: {matchExpressions: [{key: %s, operator: NotIn, values: [%s]}]}
                          rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                        """.formatted(webhook.url(), webhook.caBundle(), namespace, Names.APP, TestApp.NAME)
                                .getBytes(UTF_8)))
                .create();
    }
}
