package dev.workerapp.worker.state;

/** Whether the worker is on its way out. Safe for use by several threads. */
public final class Draining {
    private volatile boolean now;

    /** Whether it drains. */
    public boolean now() {
        return now;
    }

    /** Begins; true only for the one call that did. */
    public synchronized boolean begin() {
        boolean first = !now;
        now = true;
        return first;
    }

    /** Is called off: the worker stays. */
    public synchronized void callOff() {
        now = false;
    }
}
