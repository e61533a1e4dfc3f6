package dev.workerapp.operator.connection;

import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * The mark on a pod that its eviction is asked for. It is the one write, beside those for the lease, that leaves also an
 * operator that does not lead: it does nothing to the worker, as little as a person's annotation does, and writing it twice is
 * writing it once. So each replica can answer an eviction.
 */
public final class EvictionMark {

    /** By whom the API server says that it was written, and what tells it from other writes. */
    private static final String MANAGER = "workerapp-eviction";

    private EvictionMark() {}

    /**
     * Marks this pod, and no later one of its name.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses it
     */
    public static void set(KubernetesClient client, Pod pod, Instant now) {
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(MANAGER)
                                .build(),
                        "{\"metadata\":{\"uid\":\"%s\",\"annotations\":{\"%s\":\"%s\"}}}"
                                .formatted(
                                        pod.getMetadata().getUid(),
                                        Names.EVICTION_REQUESTED_AT,
                                        now.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Whether a request is one. */
    static boolean is(HttpRequest request) {
        String query = request.uri().getQuery();
        return request.method().equals("PATCH")
                && request.uri().getPath().contains("/pods/")
                && query != null
                && Set.of(query.split("&", -1)).contains("fieldManager=" + MANAGER);
    }
}
