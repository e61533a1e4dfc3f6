package dev.workerapp.operator.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The worker runtimes of all pods, at one port of loopback: whom a call is for, its token tells. Thread-safe. */
final class Runtimes implements AutoCloseable {

    private final Set<String> calls = ConcurrentHashMap.newKeySet();
    private @Nullable HttpServer server;

    /** The port, from the first call on. */
    synchronized int port() {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", this::answer);
            server.setExecutor(task -> Thread.ofVirtual().start(task));
            server.start();
        }
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.add(call(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestURI().getPath()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Whether the runtime with this token was called at this path. */
    boolean wasCalled(String token, String path) {
        return calls.contains(call("Bearer " + token, path));
    }

    private static String call(@Nullable String authorization, String path) {
        return authorization + " " + path;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
