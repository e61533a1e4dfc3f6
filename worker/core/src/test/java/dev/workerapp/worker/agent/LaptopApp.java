package dev.workerapp.worker.agent;

import dev.workerapp.worker.Worker;
import dev.workerapp.worker.thread.Threads;

/** An app that uses all of the library, for a run where there is no cluster. */
final class LaptopApp {
    private LaptopApp() {}

    public static void main(String[] arguments) {
        Worker.onDrain(() -> System.out.println("drained?"));
        Worker.onStop(() -> System.out.println("stop callback"));
        Worker.ready();
        Worker.notReady();
        Worker.ready(() -> true);
        Worker.request().close();
        System.out.println("slot " + Worker.slot() + ", draining " + Worker.draining());
        long own = Threads.all()
                .filter(thread -> thread.getName().startsWith("workerapp"))
                .count();
        System.out.println("threads of the runtime: " + own);
    }
}
