package dev.workerapp.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Where the lease is kept. All methods throw {@link KubernetesClientException} when the server refuses or does not answer. */
interface LeaseStore {

    /** The lease as it is now; empty if there is none. */
    Optional<Lease> get();

    /** Creates the lease; refused with 409 if there is one by now. */
    Lease create(Lease lease);

    /** Replaces the lease; refused with 409 if it has another resource version by now. */
    Lease update(Lease lease);
}
