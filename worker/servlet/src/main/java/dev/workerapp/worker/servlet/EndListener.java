package dev.workerapp.worker.servlet;

import dev.workerapp.worker.RequestInFlight;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends a request that is answered asynchronously, once, however it comes to its end. */
record EndListener(RequestInFlight inFlight) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
        inFlight.close();
    }

    /** What comes after it is the container's completion. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    /** A new cycle forgets its listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
