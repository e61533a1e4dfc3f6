package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.eviction.EvictionSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers are evicted by the API, as by kubectl and autoscalers, while the API server asks the operator first. */
@ExtendWith(ControlPlane.class)
class EvictionTest {

    private static final String SYSTEM = "workerapp-system";

    private final ControlPlane.Running plane;

    EvictionTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @Test
    void the_only_worker_is_replaced_before_it_leaves_and_by_its_budget_when_no_operator_answers() {
        TestApp app = TestApp.in(plane.admin(), "evictions");
        EvictionSettings settings = new EvictionSettings(
                SYSTEM.replace("-system", "") + "." + SYSTEM, SYSTEM, "workerapp-webhook", plane.hostAddress(), 0);
        List<HasMetadata> chart = List.of();
        // With few retries of its own, so that a refusal is seen at once.
        try (KubernetesClient drain =
                Connection.builder(plane.admin().getConfiguration()).build()) {
            try (OperatorRun operator = OperatorRun.answering(plane, app.namespace(), settings)) {
                chart = install(operator.process().evictionPort().orElseThrow(), app.namespace());
                app.apply("");
                app.patch("{\"spec\":{\"instances\":1}}");
                app.awaitCondition("Ready", "True");
                TestBudget.await(app, 1, 1);
                awaitCertificate(drain, settings);
                assertThat(app.workers().getFirst().getMetadata().getAnnotations())
                        .containsEntry("cluster-autoscaler.kubernetes.io/safe-to-evict", "true");

                try (PodWatch watch = new PodWatch(app.client(), app.namespace(), 1, 1)) {
                    AtomicReference<Pod> asked = new AtomicReference<>();
                    // Of another UID, so that nothing happens if the API server has not heard of the webhook yet. Where
                    // it
                    // does not wait for the answer, the worker may be another one at the next try.
                    Awaitility.await().untilAsserted(() -> {
                        Pod now = app.workers().getFirst();
                        asked.set(now);
                        assertThat(evict(drain, now, "another"))
                                .contains("429", "slot 0 of WorkerApp shop", "Try again.");
                    });
                    Pod worker = Objects.requireNonNull(asked.get());
                    Awaitility.await()
                            .until(() -> evict(drain, worker, uid(worker)).contains("404"));
                    watch.assertKept();
                    assertThat(app.workers()).singleElement().isNotEqualTo(worker);
                }
            }
            Pod worker = app.workers().getFirst();
            Awaitility.await().until(() -> evict(drain, worker, uid(worker)).isEmpty());
        } finally {
            chart.forEach(item -> plane.admin().resource(item).delete());
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    /** What the chart brings, but that the API server finds the operator at this machine. */
    private List<HasMetadata> install(int port, String namespace) {
        KubernetesClient admin = plane.admin();
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(SYSTEM)
                        .endMetadata()
                        .build())
                .serverSideApply();
        List<HasMetadata> objects = plane.evictionWebhook()
                .map(item -> item instanceof ValidatingWebhookConfiguration configuration
                        ? at("https://" + plane.hostAddress() + ":" + port + "/evictions", namespace, configuration)
                        : item)
                .toList();
        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder("Secret", "Role", "RoleBinding", "ValidatingWebhookConfiguration");
        objects.forEach(item -> admin.resource(item).inNamespace(SYSTEM).create());
        return objects;
    }

    private static HasMetadata at(String url, String namespace, ValidatingWebhookConfiguration configuration) {
        return new ValidatingWebhookConfigurationBuilder(configuration)
                .editFirstWebhook()
                .withNewClientConfig()
                .withUrl(url)
                .endClientConfig()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                .endNamespaceSelector()
                .endWebhook()
                .build();
    }

    private static void awaitCertificate(KubernetesClient client, EvictionSettings settings) {
        Awaitility.await().untilAsserted(() -> assertThat(client.admissionRegistration()
                        .v1()
                        .validatingWebhookConfigurations()
                        .withName(settings.configuration())
                        .get()
                        .getWebhooks()
                        .getFirst()
                        .getClientConfig()
                        .getCaBundle())
                .isNotEmpty());
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    /** The code and message of the API server's refusal; empty if it has evicted the pod. */
    private static String evict(KubernetesClient client, Pod pod, String uid) {
        String name = pod.getMetadata().getName();
        String path = "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/" + name;
        try {
            client.raw(path + "/eviction", "POST", """
                    {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s"},
                      "deleteOptions": {"preconditions": {"uid": "%s"}}}
                    """.formatted(name, uid));
            return "";
        } catch (KubernetesClientException e) {
            return e.getCode() + " " + e.getMessage();
        }
    }
}
