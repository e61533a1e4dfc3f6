package dev.workerapp.operator.model;

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
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * How the operator reads and writes Kubernetes' objects: in one place, since each reader learns the classes of the model by
 * itself, and only what the operator needs, since that takes time and room. Thread-safe.
 */
public final class Model {

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

    /** The reader and writer. */
    public static final KubernetesSerialization JSON = make();

    private Model() {}

    /** One that has not learned any class yet. */
    static KubernetesSerialization make() {
        ObjectMapper mapper = new ObjectMapper().registerModules(new LazyBeans(), new Lean());
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        KINDS.forEach(serialization::registerKubernetesResource);
        return serialization;
    }
}
