package dev.workerapp.worker.runtime;

import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.environment.WorkerEnvironment.ReadyOn;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.thread.Threads;
import dev.workerapp.worker.warmup.AppPort;
import dev.workerapp.worker.warmup.WarmUp;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the worker ready once what it waits for has come, the app's word or its open port, and it is warm. Safe for use
 * by several threads.
 */
final class Readiness {
    private final WorkerEnvironment environment;
    private final WorkerState state;
    private final AtomicBoolean begun = new AtomicBoolean();

    Readiness(WorkerEnvironment environment, WorkerState state) {
        this.environment = environment;
        this.state = state;
    }

    /** The app's word; where the port is waited for, it changes nothing. */
    void appIsReady() {
        boolean portSaysIt = environment.inCluster() && environment.readyOn() == ReadyOn.LISTEN;
        if (portSaysIt || begun.getAndSet(true)) {
            return;
        }
        if (environment.inCluster() && environment.warmUp().isPresent()) {
            background(this::warmUp);
        } else {
            state.becomeReady();
        }
    }

    /** Waits for the port, in the background. */
    void awaitListening() {
        environment
                .appPort()
                .ifPresent(port -> background(() -> {
                    new AppPort(port).awaitAccepting();
                    warmUp();
                }));
    }

    private void warmUp() {
        try {
            environment.warmUp().ifPresent(calls -> {
                state.requests().warming(true);
                new WarmUp(new AppPort(environment.appPort().orElseThrow()), calls).run();
            });
        } finally {
            state.requests().warming(false);
            state.becomeReady();
        }
    }

    private static void background(Runnable work) {
        Threads.daemon("workerapp-ready", work).start();
    }
}
