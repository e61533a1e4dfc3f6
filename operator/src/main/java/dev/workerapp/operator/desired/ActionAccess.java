package dev.workerapp.operator.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.worker.environment.WorkerEnvironment;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What workers need for actions and messages: a Secret of the app with the token that callers must know, mounted into each
 * worker, and the name of the Service by which they find each other. It is put into pods as they are made, and is no part of
 * a revision: an operator that brings it replaces no worker.
 */
public final class ActionAccess {

    private static final String KEY = "token";
    private static final String VOLUME = "workerapp-actions";
    private static final String FOLDER = "/var/run/secrets/workerapp.dev/actions";
    private static final int BYTES = 32;
    /** The worker may run as any user. */
    private static final int READABLE = 0444;

    private static final SecureRandom RANDOM = new SecureRandom();

    private ActionAccess() {}

    /** Whether the app's workers have the runtime, which is what takes actions and messages. */
    public static boolean isFor(WorkerApp app) {
        return app.getSpec().hasRuntime();
    }

    /** The name of the Secret. */
    public static String secretName(WorkerApp app) {
        return app.getMetadata().getName() + "-actions";
    }

    /** The name of the Service that has the addresses of all workers. */
    static String peers(WorkerApp app) {
        return app.getMetadata().getName() + "-workers";
    }

    /** A Secret with a new token. */
    public static Secret secret(WorkerApp app) {
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        return new SecretBuilder()
                .withNewMetadata()
                .withName(secretName(app))
                .withNamespace(app.getMetadata().getNamespace())
                .withLabels(Dependents.labels(app))
                .withOwnerReferences(Ownership.reference(app))
                .endMetadata()
                .withType("Opaque")
                .withData(Map.of(KEY, Base64.getEncoder().encodeToString(text.getBytes(UTF_8))))
                .build();
    }

    /** The pod with access to both, if it has the runtime. It starts also where the Secret is not there. */
    public static Pod in(WorkerApp app, Pod pod) {
        boolean hasRuntime = MainContainer.among(pod.getSpec().getContainers())
                .flatMap(container -> RuntimeInjection.value(container, WorkerEnvironment.CONTROL_PORT))
                .isPresent();
        if (!hasRuntime) {
            return pod;
        }
        List<Container> containers = pod.getSpec().getContainers().stream()
                .map(container -> MainContainer.isNamed(container.getName()) ? told(app, container) : container)
                .toList();
        return new PodBuilder(pod)
                .editSpec()
                .withContainers(containers)
                .addNewVolume()
                .withName(VOLUME)
                .withNewSecret()
                .withSecretName(secretName(app))
                .withDefaultMode(READABLE)
                .withOptional(true)
                .addNewItem(KEY, null, KEY)
                .endSecret()
                .endVolume()
                .endSpec()
                .build();
    }

    private static Container told(WorkerApp app, Container worker) {
        return new ContainerBuilder(worker)
                .addNewEnv()
                .withName(WorkerEnvironment.ACTION_TOKEN_FILE)
                .withValue(FOLDER + "/" + KEY)
                .endEnv()
                .addNewEnv()
                .withName(WorkerEnvironment.PEERS)
                .withValue(peers(app) + "." + app.getMetadata().getNamespace() + ".svc")
                .endEnv()
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(FOLDER)
                .withReadOnly(true)
                .endVolumeMount()
                .build();
    }
}
