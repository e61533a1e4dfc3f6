package dev.workerapp.operator;

import dev.workerapp.operator.desired.ControlPort;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.operator.signal.ControlTokens;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the pod of a worker for its token, which the informer's pods do not have. Thread-safe. */
record ApiControlTokens(KubernetesClient client) implements ControlTokens {

    @Override
    public Optional<String> of(ReadyWorker worker) throws IOException {
        try {
            @Nullable
            Pod pod = client.pods()
                    .inNamespace(worker.namespace())
                    .withName(worker.name())
                    .get();
            if (pod == null || !worker.uid().equals(pod.getMetadata().getUid())) {
                throw new IOException("its Pod is gone");
            }
            return ControlPort.token(pod);
        } catch (KubernetesClientException e) {
            throw new IOException(Failures.reason(e), e);
        }
    }
}
