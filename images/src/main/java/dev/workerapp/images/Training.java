package dev.workerapp.images;

import static java.lang.System.Logger.Level.DEBUG;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * An API server to train the operator with: it has one app; once that runs, the app asks for another image; once that is
 * everywhere, the training has seen a start and a reload. It speaks TLS and WebSocket as a real one does, so that the
 * operator loads the classes that it needs for a real one; HTTP/2 it does not speak.
 */
public final class Training implements AutoCloseable {

    private static final String NEXT_IMAGE = "localhost/workerapp/hello:v2";
    private static final int SLOW_MILLIS = 60_000;
    private static final long LOOK_NANOS = 50_000_000;
    private static final System.Logger LOG = System.getLogger(Training.class.getName());
    static final CustomResourceDefinitionContext APPS = new CustomResourceDefinitionContext.Builder()
            .withGroup("workerapp.dev")
            .withVersion("v1")
            .withPlural("workerapps")
            .withKind("WorkerApp")
            .withScope("Namespaced")
            .withStatusSubresource(true)
            .build();

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    Training() {
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new ApplyingDispatcher(List.of(APPS)), true);
        server.init();
        client = server.createClient();
        // On a slow machine a request takes what it takes: a second one would find the first one's work done.
        client.getConfiguration().setRequestTimeout(SLOW_MILLIS);
    }

    /**
     * Runs until it is ended.
     *
     * @param args the app's file, the kubeconfig to write, the file to write when the operator has done its part
     */
    public static void main(String[] args) throws IOException {
        try (Training training = new Training();
                InputStream app = new FileInputStream(args[0])) {
            training.apply(app);
            Files.writeString(Path.of(args[1]), training.kubeconfig());
            training.run();
            Files.createFile(Path.of(args[2]));
            LockSupport.park();
        }
    }

    /** Adds an app, from its YAML. */
    void apply(InputStream app) {
        HasMetadata resource = client.load(app).items().getFirst();
        resource.getMetadata().setNamespace("default");
        resource.getMetadata().setGeneration(1L);
        client.genericKubernetesResources(APPS)
                .resource((GenericKubernetesResource) resource)
                .create();
    }

    KubernetesClient client() {
        return client;
    }

    /** A kubeconfig that trusts the server's certificate and no other. */
    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: training, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: training, user: {token: none}}]
                contexts: [{name: training, context: {cluster: training, user: training, namespace: default}}]
                current-context: training
                """.formatted(server.url("/"), server.getSelfSignedCertificate().certificatePath());
    }

    private void run() {
        boolean asked = false;
        while (true) {
            try {
                new Kubelet(client).look();
                List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
                if (pods.size() == wanted()) {
                    if (pods.stream().allMatch(pod -> image(pod).equals(NEXT_IMAGE))) {
                        return;
                    }
                    if (!asked) {
                        askForTheNextImage();
                        asked = true;
                    }
                }
            } catch (KubernetesClientException e) {
                // The operator was faster: what was looked at is gone or has changed. The next look sees it.
                LOG.log(DEBUG, "looks again", e);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private GenericKubernetesResource app() {
        return client.genericKubernetesResources(APPS)
                .inAnyNamespace()
                .list()
                .getItems()
                .getFirst();
    }

    private int wanted() {
        Integer instances = app().get("spec", "instances");
        return instances == null ? 1 : instances;
    }

    private void askForTheNextImage() {
        GenericKubernetesResource app = app();
        app.getMetadata().setGeneration(app.getMetadata().getGeneration() + 1);
        app.<Map<String, Object>>get("spec").put("image", NEXT_IMAGE);
        client.genericKubernetesResources(APPS).resource(app).update();
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
