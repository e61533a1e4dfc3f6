package dev.workerapp.worker.state;

/** All that changes in the life of the one worker in this JVM. Safe for use by several threads. */
public final class WorkerState {
    private final Draining draining = new Draining();
    private final Requests requests = new Requests();
    private final Callbacks onDrain = new Callbacks("drain");
    private final Callbacks onStop = new Callbacks("stop");

    /** Begins a request: the handle ends it by {@code run}, says by {@code getAsBoolean} whether to close, and takes its status. */
    public Runnable beginRequest() {
        return requests.begin(draining);
    }

    /** Whether the worker is on its way out. */
    public Draining draining() {
        return draining;
    }

    /** The requests that the adapters see. */
    public Requests requests() {
        return requests;
    }

    /** What to do when the drain begins. */
    public Callbacks onDrain() {
        return onDrain;
    }

    /** What to do on SIGTERM. */
    public Callbacks onStop() {
        return onStop;
    }
}
