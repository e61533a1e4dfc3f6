package dev.workerapp.operator.faults;

import dev.workerapp.operator.OperatorProcess;
import dev.workerapp.operator.OperatorUnderFaults;
import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.connection.ServerClock;
import dev.workerapp.operator.faults.api.TransportHttpClient;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An operator that is started again when its start fails, or when it dies, as the kubelet does, without its pauses.
 * Thread-safe.
 */
final class Supervised implements AutoCloseable {

    /** The threads of all clients. */
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final FaultyTransport transport;
    private final Function<Interceptor, KubernetesClientBuilder> clients;
    private final InstantSource clock;
    private final Consumer<String> passes;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;

    /**
     * Starts it, and returns at once.
     *
     * @param clients makes a client with an interceptor
     * @param clock of its machine
     */
    Supervised(
            FaultyTransport transport,
            Function<Interceptor, KubernetesClientBuilder> clients,
            InstantSource clock,
            Consumer<String> passes) {
        this.transport = transport;
        this.clients = clients;
        this.clock = clock;
        this.passes = passes;
        this.ended = CompletableFuture.runAsync(this::run, THREADS);
    }

    private void run() {
        while (!closing.isDone()) {
            ProcessLink link = new ProcessLink(transport);
            CompletableFuture<Void> death = new CompletableFuture<>();
            transport.onDeath(() -> {
                link.end();
                death.complete(null);
            });
            ServerClock corrected = new ServerClock(clock);
            KubernetesClient client = clients.apply(corrected)
                    .withHttpClientFactory(new TransportHttpClient.Factory(link))
                    .withTaskExecutor(THREADS)
                    .build();
            try (Connection connection = new Connection(client, WriteGate.open(), corrected);
                    OperatorProcess _ = OperatorUnderFaults.start(connection, passes)) {
                started.complete(null);
                CompletableFuture.anyOf(closing, death).join();
            } catch (OperatorException e) {
                // The process would have ended; nothing of it goes on.
                link.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Completed when it has started for the first time. */
    CompletableFuture<Void> started() {
        return started;
    }

    /** Stops it in an orderly way. */
    @Override
    public void close() {
        closing.complete(null);
        ended.join();
    }
}
