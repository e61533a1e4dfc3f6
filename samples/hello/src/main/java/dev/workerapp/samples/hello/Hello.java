package dev.workerapp.samples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.worker.Worker;
import dev.workerapp.worker.httpserver.DrainFilter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers {@code /} with its slot and version, {@code /ready} with whether it is ready, and {@code /slow?millis=…}
 * after that time, to see that a reload lets it finish. After {@code /rest?millis=…} it is not ready for that time, to see
 * that it gets no new connections. On SIGHUP it reads its greeting again. With {@code HELLO_TEAM} it is one of a {@link Team}. Safe for use by several threads.
 */
public final class Hello implements AutoCloseable {
    /** How long requests in flight get to finish; less than the app's {@code killTimeoutSeconds}. */
    private static final int FINISH_SECONDS = 25;

    private final Settings settings;
    private final HttpServer server;
    private volatile long restsUntil = System.nanoTime();
    private volatile String greeting = "hello";
    private volatile boolean leaving;

    Hello(Settings settings) throws IOException {
        this.settings = settings;
        readGreeting();
        server = HttpServer.create(new InetSocketAddress(settings.port()), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve("/", exchange -> answer(exchange, 200, greeting()));
        serve("/ready", this::ready);
        serve("/slow", this::slow);
        serve("/rest", this::rest);
        server.start();
        if (settings.fault() != Settings.Fault.NEVER_READY) {
            Worker.ready(() -> !rests());
        }
    }

    /** With the worker runtime's filter, which counts requests and closes connections while the worker drains. */
    private void serve(String path, HttpHandler handler) {
        server.createContext(path, handler).getFilters().add(new DrainFilter());
    }

    /** Starts the worker; it runs until SIGTERM. */
    public static void main(String[] args) throws IOException {
        var settings = Settings.of(System.getenv());
        if (settings.fault() == Settings.Fault.CRASH) {
            System.err.println("hello " + settings.version() + " crashes at start, as it was told to");
            System.exit(1);
        }
        if (settings.fault() == Settings.Fault.NEVER_ENDS) {
            Runtime.getRuntime().addShutdownHook(new Thread(Hello::neverEnd, "fault"));
        }
        var hello = new Hello(settings);
        settings.team().ifPresent(size -> new Team(size, System.out::println).start());
        Worker.onSignal("HUP", hello::readGreetingAgain);
        Runtime.getRuntime().addShutdownHook(new Thread(hello::close, "shutdown"));
        System.out.println(hello.greeting() + " on port " + hello.port());
    }

    private static void neverEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void readGreeting() throws IOException {
        if (settings.greeting().isPresent()) {
            greeting = Files.readString(settings.greeting().get()).strip();
        }
    }

    /** A file that can't be read leaves the greeting as it is. */
    void readGreetingAgain() {
        try {
            readGreeting();
            System.out.println("the greeting is " + greeting);
        } catch (IOException e) {
            System.err.println("the greeting stays " + greeting + ": " + e);
        }
    }

    private String greeting() {
        return greeting + " from slot " + settings.slot() + ", version " + settings.version();
    }

    private void ready(HttpExchange exchange) throws IOException {
        if (settings.fault() == Settings.Fault.NEVER_READY) {
            answer(exchange, 503, "not ready, and never will be");
        } else if (rests()) {
            answer(exchange, 503, "not ready, takes a rest");
        } else {
            answer(exchange, 200, "ready");
        }
    }

    private void slow(HttpExchange exchange) throws IOException {
        LockSupport.parkNanos(millis(exchange.getRequestURI()).toNanos());
        answer(exchange, 200, greeting());
    }

    private void rest(HttpExchange exchange) throws IOException {
        restsUntil = System.nanoTime() + millis(exchange.getRequestURI()).toNanos();
        answer(exchange, 200, "takes a rest");
    }

    private boolean rests() {
        return System.nanoTime() - restsUntil < 0;
    }

    private static Duration millis(URI uri) {
        var query = uri.getQuery();
        return query != null && query.matches("millis=\\d{1,5}")
                ? Duration.ofMillis(Long.parseLong(query.substring("millis=".length())))
                : Duration.ofSeconds(1);
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = (text + "\n").getBytes(UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/plain; charset=utf-8");
        if (leaving) {
            headers.set("Connection", "close");
        }
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /**
     * Leaves without losing a request: for the linger time it answers on, and asks each client to come back on a new
     * connection, which finds another worker; then it finishes what is in flight and stops.
     */
    @Override
    public void close() {
        leaving = true;
        LockSupport.parkNanos(settings.linger().toNanos());
        server.stop(FINISH_SECONDS);
    }
}
