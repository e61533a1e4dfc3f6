package dev.workerapp.worker.runtime;

import dev.workerapp.worker.control.ControlServer;
import dev.workerapp.worker.control.Endpoints;
import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.metrics.MetricsPage;
import dev.workerapp.worker.ready.Readiness;
import dev.workerapp.worker.signal.WorkerSignals;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.stop.Drain;
import dev.workerapp.worker.stop.Stop;
import dev.workerapp.worker.thread.Threads;
import dev.workerapp.worker.usage.UsagePage;
import java.io.IOException;

/** The one runtime of a JVM: makes its parts, and starts them. Safe for use by several threads. */
public final class WorkerRuntime {
    private final WorkerEnvironment environment;
    private final WorkerState state = new WorkerState();
    private final WorkerSignals signals = new WorkerSignals();
    private final Drain drain;
    private final Stop stop;
    private final Readiness readiness;

    /** Makes the parts; nothing runs before {@link #start}. */
    public WorkerRuntime(WorkerEnvironment environment) {
        this.environment = environment;
        drain = new Drain(state, environment.drain(), environment.quiet(), Drain.SIGNAL_TIME);
        stop = new Stop(state, drain, environment.stop(), environment.inCluster(), environment.terminationLog());
        readiness = new Readiness(environment, state);
    }

    /** Opens the control endpoint where there is a cluster, and waits for the end of the JVM. Called once. */
    public void start() {
        try {
            Runtime.getRuntime().addShutdownHook(Threads.daemon("workerapp-stop", stop));
        } catch (IllegalStateException e) {
            // The JVM ends already; whoever asks now gets no callback any more.
            return;
        }
        environment.controlPort().ifPresent(this::open);
        readiness.awaitListening();
    }

    /** All that changes. */
    public WorkerState state() {
        return state;
    }

    /** What the app does on signals goes here. */
    public WorkerSignals signals() {
        return signals;
    }

    /** The worker's number, from 0. */
    public int slot() {
        return environment.slot();
    }

    /** What the app says of its readiness goes here. */
    public Readiness readiness() {
        return readiness;
    }

    private void open(int port) {
        var metrics = new MetricsPage(environment.slot(), state, readiness, drain, stop);
        if (environment.token().isEmpty()) {
            Log.line(WorkerEnvironment.CONTROL_TOKEN + " is not set: nobody may drain this worker or signal it");
        }
        try {
            new ControlServer(new Endpoints(
                            state,
                            readiness,
                            drain,
                            metrics,
                            new UsagePage(state.requests()),
                            signals,
                            environment.token()))
                    .start(port);
        } catch (IOException e) {
            Log.line("no control endpoint", e);
        }
    }
}
