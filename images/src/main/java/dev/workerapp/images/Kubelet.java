package dev.workerapp.images;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;

/** Says of every pod that it runs and is ready. */
final class Kubelet {

    private final KubernetesClient client;

    Kubelet(KubernetesClient client) {
        this.client = client;
    }

    /** Looks at the pods once, and starts the new ones. */
    void look() {
        client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> pod.getStatus() == null || pod.getStatus().getPhase() == null)
                .forEach(this::start);
    }

    private void start(Pod pod) {
        String now = Instant.now().toString();
        Pod running = new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withStartTime(now)
                .withConditions(new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withLastTransitionTime(now)
                        .build())
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName(pod.getSpec().getContainers().getFirst().getName())
                        .withReady(true)
                        .withStarted(true)
                        .withRestartCount(0)
                        .withState(
                                new ContainerStateBuilder().withNewRunning(now).build())
                        .build())
                .endStatus()
                .build();
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(running)
                .updateStatus();
    }
}
