package dev.workerapp.operator.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /healthz}, {@code /readyz} and {@code /metrics}. Thread-safe. */
public final class HealthServer implements AutoCloseable {

    private final HttpServer server;

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @param notReady why the operator is not ready, asked at each request; empty when it is
     * @param metrics the metrics in Prometheus' text format
     * @throws IOException if the port can't be had
     */
    public HealthServer(int port, Supplier<Optional<String>> notReady, Supplier<String> metrics) throws IOException {
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/healthz", exchange -> answer(exchange, 200, "alive\n"));
        server.createContext("/readyz", exchange -> {
            Optional<String> reason = notReady.get();
            answer(exchange, reason.isPresent() ? 503 : 200, reason.orElse("ready") + "\n");
        });
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
        server.start();
    }

    /** The port that is served. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
