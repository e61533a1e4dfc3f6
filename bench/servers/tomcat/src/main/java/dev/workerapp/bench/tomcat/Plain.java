package dev.workerapp.bench.tomcat;

import dev.workerapp.bench.contract.Settings;

/** Without the worker runtime: a shutdown hook stops the server. */
final class Plain {
    private Plain() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) throws Exception {
        var server = new TomcatServer(Settings.ofEnvironment());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "shutdown"));
    }
}
