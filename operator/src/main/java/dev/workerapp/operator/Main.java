package dev.workerapp.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;

/** Starts the operator and stops it on SIGTERM. */
public final class Main {

    private Main() {}

    /** Runs until SIGTERM. Exit code 2: the environment is wrong, and standard error says what. */
    public static void main(String[] arguments) throws IOException {
        Settings settings;
        try {
            settings = Settings.read(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        KubernetesClient client = new KubernetesClientBuilder().build();
        OperatorProcess process = OperatorProcess.start(settings, client);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.close();
            client.close();
        }));
    }
}
