package dev.workerapp.bench.tomcat;

import dev.workerapp.bench.contract.Settings;
import dev.workerapp.worker.Worker;

/** With the worker runtime as a library; Tomcat finds its filter in the jar. */
final class Library {
    private Library() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) throws Exception {
        var settings = Settings.ofEnvironment();
        var server = new TomcatServer(settings);
        Worker.onDrain(server::leave);
        Worker.onStop(server::stop);
        if (!settings.broken()) {
            Worker.ready();
        }
    }
}
