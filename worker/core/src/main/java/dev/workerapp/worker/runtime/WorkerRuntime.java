package dev.workerapp.worker.runtime;

import dev.workerapp.worker.action.Actions;
import dev.workerapp.worker.call.ActionToken;
import dev.workerapp.worker.control.CallEndpoints;
import dev.workerapp.worker.control.ControlServer;
import dev.workerapp.worker.control.Endpoints;
import dev.workerapp.worker.diagnosis.BuiltInActions;
import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.message.DnsPeers;
import dev.workerapp.worker.message.Inbox;
import dev.workerapp.worker.message.Outbox;
import dev.workerapp.worker.metrics.MetricsPage;
import dev.workerapp.worker.metrics.WorkerInfo;
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
    private final Actions actions = new Actions();
    private final Inbox inbox = new Inbox();
    private final ActionToken actionToken;
    private final Outbox outbox;
    private final Drain drain;
    private final Stop stop;
    private final Readiness readiness;

    /** Makes the parts; nothing runs before {@link #start}. */
    public WorkerRuntime(WorkerEnvironment environment) {
        this.environment = environment;
        actionToken = new ActionToken(environment.actionToken());
        // Without a control port there is no cluster, and so there are no peers.
        var peers = new DnsPeers(environment.peers(), environment.controlPort().orElse(0));
        outbox = new Outbox(environment.slot(), peers, actionToken, inbox);
        drain = new Drain(state, environment.drain(), environment.quiet(), Drain.SIGNAL_TIME);
        readiness = new Readiness(environment, state);
        stop = new Stop(
                state,
                drain,
                environment.stop(),
                environment.inCluster(),
                environment.terminationLog(),
                readiness::neverReady);
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

    /** What the app does when it is asked to goes here. */
    public Actions actions() {
        return actions;
    }

    /** The messages that the worker gets. */
    public Inbox inbox() {
        return inbox;
    }

    /** The messages that the worker sends. */
    public Outbox outbox() {
        return outbox;
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
        BuiltInActions.addTo(actions);
        var metrics = new MetricsPage(
                new WorkerInfo(environment.slot(), environment.revision()), state, readiness, drain, stop);
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
                            environment.token(),
                            new CallEndpoints(environment.slot(), actionToken, actions, inbox, signals)))
                    .start(port);
        } catch (IOException e) {
            Log.line("no control endpoint", e);
        }
    }
}
