package dev.workerapp.operator.connection;

import dev.workerapp.operator.lease.WriteGate;
import dev.workerapp.operator.model.Model;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's connection to the API server.
 *
 * @param client the client
 * @param gate what is asked before each write
 * @param clock the API server's time
 */
public record Connection(KubernetesClient client, WriteGate gate, InstantSource clock) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /**
     * A request that failed is sent once more by the client itself, for what a moment mends. A pass that fails is the better
     * retry: it looks anew, and it does not hold a thread.
     */
    private static final int RETRIES = 1;

    /** Longer than the 10 s that an admission webhook has by default, so that the server can still say whose webhook it is. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);

    /** With the age that {@link WriteGate} allows, well within the duration of the lease. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** A connection by this machine's clock, corrected by the server's. */
    public static Connection to(Config config, WriteGate gate) {
        return to(config, gate, InstantSource.system());
    }

    /** The same, with another clock of this machine. */
    public static Connection to(Config config, WriteGate gate, InstantSource local) {
        ServerClock clock = new ServerClock(local);
        return new Connection(
                builder(config, clock)
                        .withHttpClientFactory(new GatedHttpClientFactory(gate))
                        .build(),
                gate,
                clock);
    }

    /**
     * The client before it is built, without gate and clock. It does without HTTP/2: on its one connection one thread reads
     * all answers, and at the start the long lists would wait for each other. The watches are WebSockets, each on a
     * connection of its own, either way.
     *
     * @param interceptors what sees its requests, beside what makes its lists consistent
     */
    public static KubernetesClientBuilder builder(Config config, Interceptor... interceptors) {
        return new KubernetesClientBuilder()
                .withHttpClientBuilderConsumer(http -> {
                    http.addOrReplaceInterceptor("lists", new ConsistentLists());
                    for (Interceptor interceptor : interceptors) {
                        http.addOrReplaceInterceptor(interceptor.getClass().getName(), interceptor);
                    }
                })
                .withKubernetesSerialization(Model.JSON)
                .withConfig(new ConfigBuilder(config)
                        .withHttp2Disable(true)
                        .withRequestRetryBackoffLimit(RETRIES)
                        .withRequestTimeout(Math.toIntExact(REQUEST_TIMEOUT.toMillis()))
                        .withConnectionTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                        .build());
    }

    /** Says in the log which version answers; meanwhile the first connection comes up, which takes a cold JVM long. */
    public void greet() {
        Thread.ofPlatform().daemon().name("greeting").start(() -> {
            try {
                LOG.info(
                        "the API server is that of Kubernetes {}",
                        client.getKubernetesVersion().getGitVersion());
            } catch (KubernetesClientException e) {
                LOG.warn("the API server does not say its version: {}", e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
