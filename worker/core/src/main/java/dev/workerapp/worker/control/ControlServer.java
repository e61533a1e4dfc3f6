package dev.workerapp.worker.control;

import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.thread.Threads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The server of the control endpoint: one request a connection, daemon threads alone, so that the JVM ends when the app
 * does. There are at most 64 connections at once, and 16 of one peer address; {@link Connections} says which of them is
 * closed for a new one. Safe for use by several threads.
 */
public final class ControlServer implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final int PER_ADDRESS = 16;
    /** Connections that the kernel keeps until they are accepted. */
    private static final int BACKLOG = 128;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Endpoints endpoints;
    private final AtomicInteger threads = new AtomicInteger();
    private final Connections connections = new Connections(CONNECTIONS, PER_ADDRESS);
    /** Without a bound of its own: a thread serves a connection, and of those there are few. */
    private final ExecutorService pool =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), this::daemon);

    private final ServerSocket socket;

    /**
     * Makes the server; {@link #start} opens it.
     *
     * @throws IOException when this machine has no sockets
     */
    public ControlServer(Endpoints endpoints) throws IOException {
        this.endpoints = endpoints;
        socket = new ServerSocket();
        socket.setReuseAddress(true);
    }

    /**
     * Listens on every address of the pod, at once if it can. Where the port is taken, one line says so and it is tried
     * again each second: the one that has it may be a tool that a start script runs under the same environment.
     *
     * @param port 0 takes any
     */
    public void start(int port) {
        if (!bound(port, true)) {
            daemon(() -> {
                        while (!socket.isClosed() && !bound(port, false)) {
                            LockSupport.parkNanos(TRY_AGAIN.toNanos());
                        }
                    })
                    .start();
        }
    }

    /** The port it listens on; −1 while it does not. */
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        pool.shutdownNow();
    }

    private boolean bound(int port, boolean first) {
        try {
            socket.bind(new InetSocketAddress(port), BACKLOG);
            daemon(this::accept).start();
            return true;
        } catch (IOException e) {
            if (first) {
                Log.line("the control port " + port + " cannot be opened yet; the app runs on without it", e);
            }
            return false;
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                hand(new Connection(socket.accept()));
            } catch (IOException | OutOfMemoryError e) {
                // Out of file handles or threads: that passes, and the endpoint must still be there then.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            } catch (InterruptedException e) {
                // Somebody interrupts every thread there is; this one is needed.
            }
        }
    }

    private void hand(Connection connection) throws InterruptedException {
        boolean handed = false;
        try {
            if (connections.admit(connection)) {
                pool.execute(() -> serve(connection));
                handed = true;
            }
        } catch (RejectedExecutionException e) {
            // This server is closed.
        } finally {
            if (!handed) {
                end(connection);
            }
        }
    }

    private void serve(Connection connection) {
        try {
            connection.serve(endpoints);
        } catch (IOException e) {
            // The caller has gone, or talks something else: nothing to tell anybody.
        } catch (RuntimeException e) {
            Log.line("the control endpoint failed to answer", e);
        } finally {
            end(connection);
        }
    }

    private void end(Connection connection) {
        connection.close();
        connections.release(connection);
    }

    private Thread daemon(Runnable work) {
        return Threads.daemon("workerapp-control-" + threads.incrementAndGet(), work);
    }
}
