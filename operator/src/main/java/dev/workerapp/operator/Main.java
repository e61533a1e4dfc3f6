package dev.workerapp.operator;

import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.client.Config;
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
        Connection connection = Connection.to(
                Config.autoConfigure(null), settings.lease().isPresent() ? WriteGate.leased() : WriteGate.open());
        connection.greet();
        OperatorProcess process;
        try {
            process = OperatorProcess.start(settings, connection);
        } catch (OperatorException | IOException e) {
            System.err.println("The operator can't start: " + Failures.cause(e));
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.close();
            connection.close();
        }));
    }
}
