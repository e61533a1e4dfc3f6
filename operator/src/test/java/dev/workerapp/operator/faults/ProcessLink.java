package dev.workerapp.operator.faults;

import dev.workerapp.operator.faults.api.ApiAnswer;
import dev.workerapp.operator.faults.api.ApiRequest;
import dev.workerapp.operator.faults.api.ApiTransport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The way to the API server of one process: when that has ended, nothing of it goes out or comes in. Thread-safe. */
final class ProcessLink implements ApiTransport {

    private final ApiTransport transport;
    private volatile boolean ended;

    ProcessLink(ApiTransport transport) {
        this.transport = transport;
    }

    /** The process ends. */
    void end() {
        ended = true;
    }

    private static <T> CompletableFuture<T> refused() {
        return CompletableFuture.failedFuture(new IOException("the process has ended"));
    }

    @Override
    public CompletableFuture<ApiAnswer> send(ApiRequest request) {
        return ended ? refused() : transport.send(request);
    }

    @Override
    public CompletableFuture<Opened> watch(ApiRequest request, Listener listener) {
        return ended
                ? refused()
                : transport.watch(request, new Listener() {
                    @Override
                    public void event(String json) {
                        if (!ended) {
                            listener.event(json);
                        }
                    }

                    @Override
                    public void ended() {
                        listener.ended();
                    }
                });
    }
}
