package dev.workerapp.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;

/** Starts the operator and stops it on SIGTERM. */
public final class Main {

    private Main() {}

    /**
     * Runs until SIGTERM. Exit code 2: the environment is wrong; 1: the start failed, and the kubelet tries again.
     * Standard error says what it was.
     */
    public static void main(String[] arguments) {
        Settings settings;
        try {
            settings = Settings.read(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        KubernetesClient client = ApiClient.with(Config.autoConfigure(null));
        ApiClient.greet(client);
        OperatorProcess process;
        try {
            process = OperatorProcess.start(settings, client);
        } catch (OperatorException | IOException e) {
            System.err.println("The operator can't start: " + cause(e));
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.close();
            client.close();
        }));
    }

    /** What happened, without all that it passed through: the network's own word, or else the innermost cause. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || failure instanceof IOException ? failure : cause(cause);
    }
}
