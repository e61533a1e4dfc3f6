package dev.workerapp.worker.diagnosis;

import dev.workerapp.worker.Worker;
import java.util.concurrent.CountDownLatch;

/** An app that needs nothing but the runtime and java.base. */
final class BareApp {
    private BareApp() {}

    public static void main(String[] arguments) throws InterruptedException {
        Worker.ready();
        System.out.println("started");
        new CountDownLatch(1).await();
    }
}
