package dev.workerapp.operator.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
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

    /** No object that the API server takes may be too deep or too long to be read: 10,000 levels, 3 MiB in a request. */
    private static final StreamReadConstraints AS_THE_API_SERVER = StreamReadConstraints.builder()
            .maxNestingDepth(20_000)
            .maxNumberLength(4 << 20)
            .build();

    /** The reader and writer. */
    public static final KubernetesSerialization JSON = make();

    private Model() {}

    /** One that has not learned any class yet. */
    static KubernetesSerialization make() {
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(AS_THE_API_SERVER).build();
        ObjectMapper mapper =
                new ObjectMapper(factory).registerModules(new LazyBeans(), new Lean(), new LenientParts());
        // What a newer CRD or cluster has besides must not harm this version.
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        KINDS.forEach(serialization::registerKubernetesResource);
        return serialization;
    }
}
