package dev.workerapp.operator.faults.api;

import java.util.concurrent.CompletableFuture;

/** Where requests to an API server go. Thread-safe. */
public interface ApiTransport {

    /** Sends a request. The answer may come later, never, or be a failure of the connection. */
    CompletableFuture<ApiAnswer> send(ApiRequest request);

    /**
     * Opens a watch.
     *
     * @return completed when the watch is open or refused; a failure if the connection could not be made
     */
    CompletableFuture<Opened> watch(ApiRequest request, Listener listener);

    /** Who hears of what a watch sees: one event after the other, and of its end at most once. */
    interface Listener {

        /** An event, as JSON. */
        void event(String json);

        /** The watch has ended by the server's will. */
        void ended();
    }

    /**
     * What came of the opening of a watch.
     *
     * @param answer 101 if it is open, or else the refusal
     * @param close closes the watch; the listener hears of nothing more
     */
    record Opened(ApiAnswer answer, Runnable close) {

        /** Whether it is open. */
        public boolean isOpen() {
            return answer.code() == 101;
        }
    }
}
