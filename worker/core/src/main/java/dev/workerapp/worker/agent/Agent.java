package dev.workerapp.worker.agent;

import dev.workerapp.worker.Worker;
import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.httpserver.CountingProvider;
import dev.workerapp.worker.log.Log;
import java.lang.instrument.Instrumentation;

/**
 * {@code -javaagent:workerapp-worker.jar}. Starts the runtime, and puts its filter before the JDK's {@code HttpServer};
 * no class is rewritten. Outside a cluster it does nothing at all, so the option can stay wherever it is set.
 */
public final class Agent {
    private Agent() {}

    /** Called by the JVM before {@code main}; never keeps the app from starting. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            if (WorkerEnvironment.ofProcess().inCluster()) {
                Worker.slot();
                // In an image without that module the provider's class could not even be loaded.
                if (ModuleLayer.boot().findModule("jdk.httpserver").isPresent()) {
                    CountingProvider.install(instrumentation);
                }
            }
        } catch (Throwable e) {
            Log.line("the agent did not start; the app runs on without it", e);
        }
    }
}
