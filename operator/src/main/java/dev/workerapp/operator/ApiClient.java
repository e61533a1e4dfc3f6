package dev.workerapp.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** The operator's client of the API server. */
final class ApiClient {

    /** Whatever the API server answers to what the operator asks. */
    private static final List<Class<? extends KubernetesResource>> KINDS = List.of(
            WorkerApp.class,
            Pod.class,
            ControllerRevision.class,
            Service.class,
            PodDisruptionBudget.class,
            Node.class,
            Lease.class,
            Event.class,
            Status.class);

    private ApiClient() {}

    /** A client that knows these kinds only: to load the class of every kind that Kubernetes has takes time and room. */
    static KubernetesClient with(Config config) {
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        KINDS.forEach(serialization::registerKubernetesResource);
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(serialization)
                .withConfig(config)
                .build();
    }
}
