package dev.workerapp.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.Optional;

/** The lease in the Kubernetes API. A request is sent once and waits for its answer for 3 s. Thread-safe. */
final class ApiLeaseStore implements LeaseStore {

    /** Three tries, each after the retry period of 2 s, are over within the lease's 15 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    ApiLeaseStore(KubernetesClient client, String namespace, String name) {
        this.client = impatient(client);
        this.namespace = namespace;
        this.name = name;
    }

    /** The same client and connections. The next try is the better retry: it asks for the lease anew. */
    private static KubernetesClient impatient(KubernetesClient client) {
        RequestConfig config = new RequestConfigBuilder(
                        client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(Math.toIntExact(PATIENCE.toMillis()))
                .build();
        return client.adapt(Client.class).newClient(config).adapt(KubernetesClient.class);
    }

    @Override
    public Optional<Lease> get() {
        return Optional.ofNullable(
                client.leases().inNamespace(namespace).withName(name).get());
    }

    @Override
    public Lease create(Lease lease) {
        return client.leases().inNamespace(namespace).resource(lease).create();
    }

    @Override
    public Lease update(Lease lease) {
        return client.leases()
                .inNamespace(namespace)
                .resource(lease)
                .lockResourceVersion(lease.getMetadata().getResourceVersion())
                .update();
    }
}
