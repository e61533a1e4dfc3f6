package dev.workerapp.worker.agent;

import java.util.concurrent.CountDownLatch;

/** An app for a runtime image that was linked with as little as possible. */
final class TinyApp {
    private TinyApp() {}

    public static void main(String[] arguments) throws InterruptedException {
        tell("jdk.httpserver", "no HTTP server here");
        tell("java.management", "no management here");
        new CountDownLatch(1).await();
    }

    private static void tell(String module, String line) {
        if (ModuleLayer.boot().findModule(module).isEmpty()) {
            System.out.println(line);
        }
    }
}
