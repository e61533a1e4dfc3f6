package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.eviction.EvictionSettings;
import dev.workerapp.operator.execute.ApiWrites;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/** An operator in this JVM, for some namespaces, with the permissions of the chart. */
record OperatorRun(OperatorProcess process, KubernetesClient client) implements AutoCloseable {

    /** As usual, but nobody waits half a minute until a worker is asked. */
    private static final Pace PACE =
            new Pace(Pace.USUAL.passes(), Pace.USUAL.numbers(), Pace.USUAL.events(), Duration.ofMillis(200));

    static final WritesFactory API =
            (context, sources, events) -> new ApiWrites(context, sources.pods(), sources.revisions(), events);

    static OperatorRun in(ControlPlane.Running plane, String namespace) {
        return in(plane, namespace, API);
    }

    /** Starts it, and again when the start fails: as the kubelet does, since the process ends then. */
    static OperatorRun in(ControlPlane.Running plane, String namespace, WritesFactory writes) {
        return in(plane, Set.of(namespace), writes);
    }

    /** The same, for several namespaces. */
    static OperatorRun in(ControlPlane.Running plane, Set<String> namespaces, WritesFactory writes) {
        return Awaitility.await("the operator starts")
                .until(() -> start(plane.operatorClient(), namespaces, writes), Objects::nonNull);
    }

    /** One that answers evictions, too. */
    static OperatorRun answering(ControlPlane.Running plane, String namespace, EvictionSettings evictions) {
        return Awaitility.await("the operator starts")
                .until(
                        () -> start(plane.operatorClient(), settings(Set.of(namespace), Optional.of(evictions)), API),
                        Objects::nonNull);
    }

    /** One that watches no nodes. */
    static OperatorRun withoutNodes(ControlPlane.Running plane, String namespace) {
        Settings settings = new Settings(
                Set.of(namespace),
                Optional.empty(),
                Optional.empty(),
                "test",
                false,
                "example/runtime:1",
                0,
                Optional.empty(),
                Set.of(Kind.CONFIG_MAP),
                10,
                Optional.empty());
        return Awaitility.await("the operator starts")
                .until(() -> start(plane.operatorClient(), settings, API), Objects::nonNull);
    }

    /** One whose requests pass by somebody. */
    static OperatorRun in(ControlPlane.Running plane, String namespace, Interceptor requests) {
        return Awaitility.await("the operator starts")
                .until(() -> start(client(plane, requests), Set.of(namespace), API), Objects::nonNull);
    }

    private static KubernetesClient client(ControlPlane.Running plane, Interceptor requests) {
        return Connection.builder(plane.operatorConfig(), requests).build();
    }

    private static Settings settings(Set<String> namespaces, Optional<EvictionSettings> evictions) {
        return new Settings(
                        namespaces,
                        Optional.empty(),
                        Optional.empty(),
                        "test",
                        true,
                        "example/runtime:1",
                        0,
                        Optional.empty(),
                        Set.of(Kind.CONFIG_MAP),
                        10,
                        evictions)
                .takingActions();
    }

    private static OperatorRun start(KubernetesClient client, Set<String> namespaces, WritesFactory writes)
            throws IOException {
        return start(client, settings(namespaces, Optional.empty()), writes);
    }

    private static OperatorRun start(KubernetesClient client, Settings settings, WritesFactory writes)
            throws IOException {
        try {
            return new OperatorRun(OperatorProcess.start(settings, alone(client), writes, PACE), client);
        } catch (OperatorException e) {
            client.close();
            throw e;
        }
    }

    /** A connection with no gate before it, by this machine's clock. */
    static Connection alone(KubernetesClient client) {
        return new Connection(client, WriteGate.open(), InstantSource.system());
    }

    /** What the operator answers to a GET of this path. */
    HttpResponse<String> get(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }
}
