package dev.workerapp.worker.action;

import dev.workerapp.worker.Worker;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An app that can be asked for things, and tells itself of them. */
final class ActionApp {
    private ActionApp() {}

    public static void main(String[] arguments) throws InterruptedException {
        Worker.action("greet", "Says hello.", names -> {
            Worker.send(Worker.slot(), "greeted", String.join(",", names));
            return Map.of("hello", names);
        });
        Worker.concurrentAction("fail", "Throws.", names -> {
            throw new IOException("no disk");
        });
        Worker.onMessage("greeted", message -> System.out.println("got " + message));
        Worker.ready();
        System.out.println("started, " + Worker.broadcast("greeted", "nobody"));
        new CountDownLatch(1).await();
    }
}
