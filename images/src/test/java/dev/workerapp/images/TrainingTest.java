package dev.workerapp.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private final Training training = new Training();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(training.kubeconfig()))
            .build();

    @AfterEach
    void stop() {
        client.close();
        training.close();
    }

    @Test
    void its_certificate_is_trusted_through_the_kubeconfig_and_the_app_is_there() {
        training.apply(new ByteArrayInputStream("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: hello}
                spec: {instances: 2}
                """.getBytes(UTF_8)));

        var apps = client.genericKubernetesResources(Training.APPS)
                .inAnyNamespace()
                .list()
                .getItems();

        assertThat(client.getConfiguration().isTrustCerts()).isFalse();
        assertThat(apps).singleElement().satisfies(app -> assertThat(app.<Integer>get("spec", "instances"))
                .isEqualTo(2));
    }

    @Test
    void server_side_apply_creates_and_then_merges() {
        var service = new ServiceBuilder()
                .withNewMetadata()
                .withName("hello")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .endSpec()
                .build();

        client.resource(service).serverSideApply();
        var again = client.resource(new ServiceBuilder(service)
                        .editMetadata()
                        .addToLabels("a", "b")
                        .endMetadata()
                        .build())
                .serverSideApply();

        assertThat(again.getMetadata().getLabels()).containsEntry("a", "b");
        assertThat(again.getSpec().getClusterIP()).isEqualTo("None");
    }

    @Test
    void a_merge_patch_leaves_no_annotation_without_a_value() {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("hello")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();

        var patched = client.services()
                .inNamespace("default")
                .withName("hello")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"set\":\"a\",\"removed\":null}}}");

        assertThat(patched.getMetadata().getAnnotations()).containsOnlyKeys("set");
    }

    @Test
    void a_watch_sees_a_pod_become_ready() throws Exception {
        var ready = new CompletableFuture<Pod>();
        try (var watch = client.pods().inNamespace("default").watch(whenRunning(ready))) {
            client.resource(new PodBuilder()
                            .withNewMetadata()
                            .withName("one")
                            .withNamespace("default")
                            .endMetadata()
                            .withNewSpec()
                            .addNewContainer()
                            .withName("worker")
                            .endContainer()
                            .endSpec()
                            .build())
                    .create();

            new Kubelet(training.client()).look();

            assertThat(watch).isNotNull();
            assertThat(ready.get(10, TimeUnit.SECONDS).getStatus().getConditions())
                    .anySatisfy(condition -> assertThat(condition.getType()).isEqualTo("Ready"));
        }
    }

    private static Watcher<Pod> whenRunning(CompletableFuture<Pod> ready) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                if (pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase())) {
                    ready.complete(pod);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                ready.completeExceptionally(cause);
            }
        };
    }
}
