package dev.workerapp.operator.faults;

import dev.workerapp.operator.faults.api.ApiAnswer;
import dev.workerapp.operator.faults.api.ApiTransport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A watch with faults at its events. Events come one after the other. */
final class FaultyWatch implements ApiTransport.Listener {

    /** Runs what comes when the server closes a watch by itself, which takes five minutes and more in a cluster. */
    static final Executor AT_SERVER_TIMEOUT = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

    private final ApiTransport.Listener listener;
    private final Supplier<Optional<Fault>> next;
    private volatile boolean over;

    FaultyWatch(ApiTransport.Listener listener, Supplier<Optional<Fault>> next) {
        this.listener = listener;
        this.next = next;
    }

    @Override
    public void event(String json) {
        if (over) {
            return;
        }
        Optional<Fault> fault = next.get();
        if (fault.isEmpty()) {
            listener.event(json);
            return;
        }
        over = true;
        switch (fault.get().kind()) {
            case GONE -> {
                listener.event("{\"type\":\"ERROR\",\"object\":"
                        + ApiAnswer.status(410, "Expired", "injected: too old resource version") + "}");
                listener.ended();
            }
            case WATCH_MUTE -> AT_SERVER_TIMEOUT.execute(listener::ended);
            case WATCH_CLOSED -> listener.ended();
            default -> throw new IllegalArgumentException(fault + " is no fault of an event");
        }
    }

    /** Whether it tells no more, though its client may not know. */
    boolean isOver() {
        return over;
    }

    @Override
    public void ended() {
        over = true;
        listener.ended();
    }
}
