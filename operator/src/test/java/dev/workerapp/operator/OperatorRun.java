package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.execute.ApiWrites;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/** An operator in this JVM, for one namespace, with the permissions of the chart. */
record OperatorRun(OperatorProcess process, KubernetesClient client) implements AutoCloseable {

    static final WritesFactory API = (context, sources) -> new ApiWrites(context, sources.pods(), sources.revisions());

    static OperatorRun in(ControlPlane.Running plane, String namespace) {
        return in(plane, namespace, API);
    }

    /** Starts it, and again when the start fails: as the kubelet does, since the process ends then. */
    static OperatorRun in(ControlPlane.Running plane, String namespace, WritesFactory writes) {
        return Awaitility.await("the operator starts").until(() -> start(plane, namespace, writes), Objects::nonNull);
    }

    private static OperatorRun start(ControlPlane.Running plane, String namespace, WritesFactory writes)
            throws IOException {
        KubernetesClient client = plane.operatorClient();
        Settings settings =
                new Settings(Set.of(namespace), false, Optional.empty(), "test", true, "example/runtime:1", 0);
        try {
            return new OperatorRun(OperatorProcess.start(settings, client, writes), client);
        } catch (OperatorException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }
}
