package dev.workerapp.bench.netty;

import dev.workerapp.bench.contract.Settings;
import dev.workerapp.worker.Worker;
import dev.workerapp.worker.netty.DrainHandler;
import java.util.List;

/** With the worker runtime as a library. */
final class Library {
    private Library() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) {
        var settings = Settings.ofEnvironment();
        var server = new NettyServer(settings, () -> List.of(new DrainHandler()));
        Worker.onDrain(server::leave);
        Worker.onStop(server::stop);
        if (!settings.broken()) {
            Worker.ready();
        }
    }
}
