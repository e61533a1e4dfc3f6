package dev.workerapp.bench.jdk;

import dev.workerapp.bench.contract.Settings;
import dev.workerapp.worker.Worker;
import dev.workerapp.worker.httpserver.DrainFilter;
import java.io.IOException;
import java.util.List;

/** With the worker runtime as a library. */
final class Library {
    private Library() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) throws IOException {
        var settings = Settings.ofEnvironment();
        settings.crashIfAsked();
        var server = new JdkServer(settings, List.of(new DrainFilter()));
        Worker.onDrain(server::leave);
        Worker.onStop(server::stop);
        if (!settings.broken()) {
            Worker.ready();
        }
        settings.hold();
    }
}
