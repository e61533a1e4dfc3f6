package dev.workerapp.bench.netty;

import dev.workerapp.bench.contract.Settings;
import java.util.List;

/** Without the worker runtime: a shutdown hook stops the server. */
final class Plain {
    private Plain() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) {
        var server = new NettyServer(Settings.ofEnvironment(), List::of);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "shutdown"));
    }
}
