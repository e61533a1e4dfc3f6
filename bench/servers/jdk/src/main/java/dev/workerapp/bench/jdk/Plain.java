package dev.workerapp.bench.jdk;

import dev.workerapp.bench.contract.Settings;
import java.io.IOException;
import java.util.List;

/** Without the worker runtime: a shutdown hook stops the server. */
final class Plain {
    private Plain() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) throws IOException {
        var settings = Settings.ofEnvironment();
        settings.crashIfAsked();
        var server = new JdkServer(settings, List.of());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "shutdown"));
    }
}
