package dev.workerapp.bench.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.bench.contract.Lines;
import dev.workerapp.bench.contract.Settings;
import dev.workerapp.bench.contract.Times;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The contract on the JDK's server, each request on a virtual thread. Safe for use by several threads. */
final class JdkServer {
    /** What is in flight gets this long to finish. */
    private static final int FINISH_SECONDS = 10;

    private final Settings settings;
    private final HttpServer server;
    private volatile boolean leaving;

    /** Listens from here on. */
    JdkServer(Settings settings, List<Filter> filters) throws IOException {
        this.settings = settings;
        server = HttpServer.create(new InetSocketAddress(settings.port()), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve).getFilters().addAll(filters);
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    /** Streams say good-bye. */
    void leave() {
        leaving = true;
    }

    /** Accepts no more, and lets what is in flight finish. */
    void stop() {
        server.stop(FINISH_SECONDS);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            route(exchange);
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, String.valueOf(e.getMessage()).getBytes(UTF_8));
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        switch (exchange.getRequestMethod() + " " + uri.getPath()) {
            case "GET /" -> {
                exchange.getResponseHeaders().set(Settings.WORKER_HEADER, settings.worker());
                answer(exchange, 200, settings.greeting("jdk").getBytes(UTF_8));
            }
            case "GET /ready" -> answer(exchange, settings.readyStatus(), new byte[0]);
            case "POST /echo" -> answer(exchange, 200, exchange.getRequestBody().readAllBytes());
            case "GET /slow" -> {
                Times.pause(Times.millis(parameter("millis=", uri.getQuery())));
                answer(exchange, 200, settings.greeting("jdk").getBytes(UTF_8));
            }
            case "GET /stream" -> {
                var time = Times.seconds(parameter("seconds=", uri.getQuery()));
                exchange.sendResponseHeaders(200, 0);
                try (var out = exchange.getResponseBody()) {
                    Lines.write(out, time, () -> leaving);
                }
            }
            default -> answer(exchange, 404, new byte[0]);
        }
    }

    private static @Nullable String parameter(String prefix, @Nullable String query) {
        return query != null && query.startsWith(prefix) ? query.substring(prefix.length()) : null;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            // Not the exchange: closing that one ends the connection where nobody took the body's stream.
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
