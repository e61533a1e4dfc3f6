package dev.workerapp.samples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * An answer to a request.
 *
 * @param body less its last line feed
 */
record Answer(int status, String type, String body) {

    static Answer text(int status, String line) {
        return new Answer(status, "text/plain; charset=utf-8", line);
    }

    static Answer json(int status, String json) {
        return new Answer(status, "application/json", json);
    }

    void send(HttpExchange exchange) throws IOException {
        var bytes = (body + "\n").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
