package dev.workerapp.worker.servlet;

import dev.workerapp.worker.RequestInFlight;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;

/** Ends a request that is answered asynchronously, once, however it comes to its end. */
record EndListener(HttpServletResponse response, RequestInFlight inFlight) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
        inFlight.status(response.getStatus());
        inFlight.close();
    }

    /** What comes after it is the container's completion. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        inFlight.status(500);
    }

    /** A new cycle forgets its listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
