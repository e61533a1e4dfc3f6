package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.util.List;
import java.util.Optional;

/**
 * Asks the API server whether a namespace may be watched. An informer that has started tells nobody why it can't go on.
 *
 * @param namespace the namespace, or the SDK's word for all
 */
record NamespaceAccess(KubernetesClient client, String namespace) {

    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(WorkerApp.class, Pod.class, ControllerRevision.class, Service.class, PodDisruptionBudget.class);

    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    /**
     * Why one of the kinds may not be listed, in the server's words: the role or its binding is gone, with its namespace
     * mostly, or the kind itself. Empty if all may be, or the server does not answer.
     */
    Optional<String> denied() {
        for (Class<? extends HasMetadata> kind : KINDS) {
            try {
                list(kind);
            } catch (KubernetesClientException e) {
                return switch (e.getCode()) {
                    case 401, 403, 404 -> Optional.of(Failures.reason(e));
                    default -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    private void list(Class<? extends HasMetadata> kind) {
        if (namespace.equals(Constants.WATCH_ALL_NAMESPACES)) {
            client.resources(kind).inAnyNamespace().list(ONE);
        } else {
            client.resources(kind).inNamespace(namespace).list(ONE);
        }
    }
}
