package dev.workerapp.worker.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** An app as anybody writes it: it knows no runtime, has no shutdown hook and no drain. */
final class PlainApp {
    private PlainApp() {}

    /** Takes the port, and the name that it answers with. */
    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> answer(exchange, arguments[1]));
        server.createContext("/slow", exchange -> {
            LockSupport.parkNanos(Duration.ofMillis(2500).toNanos());
            answer(exchange, arguments[1]);
        });
        server.createContext("/exit", exchange -> System.exit(3));
        server.start();
        System.out.println("listening");
    }

    private static void answer(HttpExchange exchange, String name) throws IOException {
        var body = name.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
