package dev.workerapp.operator;

import dev.workerapp.operator.model.Model;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's client of the API server. */
final class ApiClient {

    private static final Logger LOG = LoggerFactory.getLogger(ApiClient.class);

    private ApiClient() {}

    /**
     * A client without HTTP/2: on its one connection one thread reads all answers, and at the start the long lists would
     * wait for each other. The watches are WebSockets, each on a connection of its own, either way.
     */
    static KubernetesClient with(Config config) {
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(Model.JSON)
                .withConfig(new ConfigBuilder(config).withHttp2Disable(true).build())
                .build();
    }

    /** Says in the log which version answers; meanwhile the first connection comes up, which takes a cold JVM long. */
    static void greet(KubernetesClient client) {
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
}
