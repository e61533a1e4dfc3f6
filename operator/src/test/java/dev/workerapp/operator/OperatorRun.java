package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.execute.ApiWrites;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** An operator in this JVM, for one namespace, with the permissions of the chart. */
record OperatorRun(OperatorProcess process, KubernetesClient client) implements AutoCloseable {

    static final WritesFactory API = (context, sources) -> new ApiWrites(context, sources.pods(), sources.revisions());

    static OperatorRun in(ControlPlane.Running plane, String namespace) throws IOException {
        return in(plane, namespace, API);
    }

    static OperatorRun in(ControlPlane.Running plane, String namespace, WritesFactory writes) throws IOException {
        KubernetesClient client = plane.operatorClient();
        Settings settings =
                new Settings(Set.of(namespace), false, Optional.empty(), "test", true, "example/runtime:1", 0);
        return new OperatorRun(OperatorProcess.start(settings, client, writes), client);
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }
}
