package dev.workerapp.samples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.worker.Worker;
import dev.workerapp.worker.httpserver.DrainFilter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The shop: {@code /}, {@code /products}, {@code /products/2}, {@code POST /orders}, {@code /report}, which is slow, and
 * {@code /health} for a proxy that asks. Safe for use by several threads.
 */
public final class Shop implements AutoCloseable {
    private static final Duration REPORT = Duration.ofMillis(1500);
    private static final Duration PAYMENT = Duration.ofMillis(20);
    /** The JDK's own, 50, is too few for the moment in which a proxy opens many connections at once. */
    private static final int BACKLOG = 1024;
    /** What stop() waits for: nothing is in flight any more when the worker runtime calls it. */
    private static final int STOP_SECONDS = 1;

    private final Settings settings;
    private final HttpServer server;

    Shop(Settings settings) throws IOException {
        this.settings = settings;
        server = HttpServer.create(new InetSocketAddress(settings.port()), BACKLOG);
        server.setExecutor(
                settings.threads() == 0
                        ? Executors.newVirtualThreadPerTaskExecutor()
                        : Executors.newFixedThreadPool(settings.threads()));
        // The filter counts requests, and closes connections while the worker drains.
        server.createContext("/", exchange -> answer(exchange).send(exchange))
                .getFilters()
                .add(new DrainFilter());
        server.start();
    }

    /** Starts the worker; it runs until SIGTERM. */
    public static void main(String[] args) throws IOException {
        var shop = new Shop(Settings.of(System.getenv()));
        Worker.onStop(shop::close);
        Worker.ready();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        pause(settings.delay());
        var path = exchange.getRequestURI().getPath();
        return switch (path) {
            case "/" -> Answer.text(200, "shop " + settings.version() + ", worker " + Worker.slot());
            case "/products" -> Answer.json(200, Product.allAsJson());
            case "/orders" ->
                exchange.getRequestMethod().equals("POST") ? order(exchange) : Answer.text(404, "not found");
            case "/report" -> report();
            case "/health" -> health();
            default -> path.matches("/products/[1-9]\\d{0,5}") ? product(path) : Answer.text(404, "not found");
        };
    }

    private static Answer product(String path) {
        return Product.byId(path.substring("/products/".length()))
                .map(product -> Answer.json(200, product.json()))
                .orElse(Answer.text(404, "no such product"));
    }

    private static Answer order(HttpExchange exchange) throws IOException {
        var order = Order.of(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (order.isEmpty()) {
            return Answer.text(400, "an order has a product and a quantity from 1 to 999");
        }
        pause(PAYMENT);
        return Answer.json(201, order.get().json());
    }

    private static Answer report() {
        pause(REPORT);
        return Answer.text(200, Product.ALL.size() + " products");
    }

    /** For a proxy that asks its workers: it then sends nothing new to one that leaves. */
    private static Answer health() {
        return Worker.draining() ? Answer.text(503, "leaving") : Answer.text(200, "ok");
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Ends at once; in a cluster the worker runtime has let the requests in flight finish before. */
    @Override
    public void close() {
        server.stop(STOP_SECONDS);
    }
}
