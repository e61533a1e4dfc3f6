package dev.workerapp.worker;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** A request that a server is working on: counted until it is closed. Safe for use by several threads. */
public final class RequestInFlight implements AutoCloseable {
    private final Runnable end;
    private final BooleanSupplier closes;
    private final IntConsumer status;

    RequestInFlight(Object handle) {
        end = (Runnable) handle;
        closes = (BooleanSupplier) handle;
        // The runtime may be of an older copy, which does not count failures.
        status = handle instanceof IntConsumer counts ? counts : code -> {};
    }

    /**
     * Whether the response must tell its client that the connection ends ({@code Connection: close} in HTTP/1). Asked as
     * late as the server allows, so that requests that were there when the drain began are told too; counted once.
     */
    public boolean closesConnection() {
        return closes.getAsBoolean();
    }

    /**
     * Says the status of the response. From 500 on the request has failed: it is counted so once, and no later call takes that
     * back. Also for a handler that throws, as 500.
     */
    public void status(int code) {
        status.accept(code);
    }

    /** Ends the request. Later calls change nothing. */
    @Override
    public void close() {
        end.run();
    }
}
