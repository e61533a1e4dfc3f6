package dev.workerapp.cli.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the page on loopback. Others on this machine, and pages of others in the user's browser, get nothing of it: the path
 * begins with a random token, the header Host must name loopback (against DNS rebinding), only GET is answered, and no header
 * allows another origin.
 */
final class PageServer implements AutoCloseable {

    private static final Map<String, String> FILES = Map.of(
            "", "text/html; charset=utf-8",
            "dashboard.css", "text/css; charset=utf-8",
            "dashboard.js", "text/javascript; charset=utf-8");

    private static final String HISTORY = "history.json";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Board board;
    private final String token = token();
    private final Set<String> hosts;

    private PageServer(HttpServer server, Board board) {
        this.server = server;
        this.board = board;
        int port = server.getAddress().getPort();
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /**
     * Starts it.
     *
     * @param port of loopback; 0 for any
     * @throws Failure if the port is taken
     */
    static PageServer start(int port, Board board) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            PageServer server = new PageServer(http, board);
            http.createContext("/", server::answer);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw Failure.error("port " + port + " of loopback can't be had: " + e.getMessage()
                    + ". Name another one with --port, or leave it out.");
        }
    }

    private static String token() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Where the page is. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + token + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Content-Type-Options", "nosniff");
            String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                    .orElse("");
            if (!hosts.contains(host)) {
                send(exchange, 403, "text/plain", "Only loopback is served.\n".getBytes(US_ASCII));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                headers.set("Allow", "GET");
                send(exchange, 405, "text/plain", "Only GET is answered.\n".getBytes(US_ASCII));
            } else {
                page(exchange);
            }
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        boolean known = path.length == 3 && MessageDigest.isEqual(path[1].getBytes(UTF_8), token.getBytes(US_ASCII));
        String name = known ? path[2] : "?";
        if (FILES.containsKey(name)) {
            send(exchange, 200, FILES.get(name), file(name.isEmpty() ? "index.html" : name));
            return;
        }
        Optional<byte[]> json =
                switch (name) {
                    case "now.json" -> Optional.of(JsonText.compact(board.now()).getBytes(UTF_8));
                    case HISTORY ->
                        board.history(app(exchange))
                                .map(all -> JsonText.compact(all).getBytes(UTF_8));
                    default -> Optional.empty();
                };
        if (json.isPresent()) {
            send(exchange, 200, "application/json", json.get());
        } else {
            send(exchange, 404, "text/plain", "There is nothing here.\n".getBytes(US_ASCII));
        }
    }

    /** The app of the query, {@code app=NAME}. */
    private static String app(HttpExchange exchange) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return query.startsWith("app=") ? URLDecoder.decode(query.substring(4), UTF_8) : "";
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = PageServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
