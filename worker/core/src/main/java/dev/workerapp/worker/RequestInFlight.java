package dev.workerapp.worker;

import java.util.function.BooleanSupplier;

/** A request that a server is working on: counted until it is closed. Safe for use by several threads. */
public final class RequestInFlight implements AutoCloseable {
    private final Runnable end;
    private final BooleanSupplier closes;

    RequestInFlight(Object handle) {
        end = (Runnable) handle;
        closes = (BooleanSupplier) handle;
    }

    /**
     * Whether the response must tell its client that the connection ends ({@code Connection: close} in HTTP/1). Asked as
     * late as the server allows, so that requests that were there when the drain began are told too; counted once.
     */
    public boolean closesConnection() {
        return closes.getAsBoolean();
    }

    /** Ends the request. Later calls change nothing. */
    @Override
    public void close() {
        end.run();
    }
}
