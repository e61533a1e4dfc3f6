package dev.workerapp.worker.signal;

import dev.workerapp.worker.Worker;
import java.util.concurrent.CountDownLatch;

/** An app that does something on SIGUSR1, and nothing on other signals. */
final class SignalApp {
    private SignalApp() {}

    public static void main(String[] arguments) throws InterruptedException {
        Worker.onSignal("USR1", () -> System.out.println("reads its settings again"));
        Worker.ready();
        System.out.println("started");
        new CountDownLatch(1).await();
    }
}
