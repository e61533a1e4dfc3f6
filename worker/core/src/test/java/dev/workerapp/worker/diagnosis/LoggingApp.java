package dev.workerapp.worker.diagnosis;

import dev.workerapp.worker.Worker;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/** An app that logs through Logback and through Log4j 2, where they are on its class path. */
final class LoggingApp {
    private LoggingApp() {}

    public static void main(String[] arguments) throws InterruptedException {
        Worker.action("log", "Logs at level debug.", names -> {
            LoggerFactory.getLogger("app.slf4j").debug("slf4j debug");
            LogManager.getLogger("app.log4j").debug("log4j debug");
            return LoggerFactory.getLogger("app.slf4j").isDebugEnabled() + " "
                    + LogManager.getLogger("app.log4j").isDebugEnabled();
        });
        Worker.ready();
        System.out.println("started");
        new CountDownLatch(1).await();
    }
}
