package dev.workerapp.worker.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.thread.Threads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
 * does. More than 32 connections at once are closed unanswered. Safe for use by several threads.
 */
public final class ControlServer implements AutoCloseable {
    private static final int CONNECTIONS = 32;
    private static final Duration READ_TIME = Duration.ofSeconds(10);
    private static final int SILENCE_MILLIS = 5000;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Endpoints endpoints;
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService pool =
            new ThreadPoolExecutor(0, CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), this::daemon);
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
            socket.bind(new InetSocketAddress(port), CONNECTIONS);
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
                hand(socket.accept());
            } catch (IOException | OutOfMemoryError e) {
                // Out of file handles or threads: that passes, and the endpoint must still be there then.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    private void hand(Socket connection) throws IOException {
        boolean handed = false;
        try {
            pool.execute(() -> serve(connection));
            handed = true;
        } catch (RejectedExecutionException e) {
            // There are too many: this one is closed.
        } finally {
            if (!handed) {
                connection.close();
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(SILENCE_MILLIS);
            var in = new BufferedInputStream(connection.getInputStream());
            var reply = endpoints.answer(Call.read(in, System.nanoTime() + READ_TIME.toNanos()));
            var body = reply.body().getBytes(UTF_8);
            var head = "HTTP/1.1 " + reply.status() + "\r\nContent-Type: " + reply.contentType()
                    + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
            var out = connection.getOutputStream();
            out.write(head.getBytes(ISO_8859_1));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // The caller has gone, or talks something else: nothing to tell anybody.
        } catch (RuntimeException e) {
            Log.line("the control endpoint failed to answer", e);
        }
    }

    private Thread daemon(Runnable work) {
        return Threads.daemon("workerapp-control-" + threads.incrementAndGet(), work);
    }
}
