package dev.workerapp.operator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.operator.connection.Connection;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * As much of an API server as reads of ConfigMaps and Secrets need, with what goes wrong with them. Watches are mute or
 * loud as a test wants it. Thread-safe.
 */
final class ConfigApi implements AutoCloseable {

    private record Stored(String metadata, String content, int version) {}

    private static final String END = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final KubernetesClient client;
    private final Map<String, Stored> objects = new ConcurrentHashMap<>();
    private final AtomicInteger version = new AtomicInteger(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<BlockingQueue<String>> watches = new CopyOnWriteArrayList<>();
    private volatile boolean mute;
    private volatile int answer = 200;
    private volatile int answerToWatch = 200;

    ConfigApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        client = Connection.builder(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    /** Creates or changes an object. */
    void put(String path, String metadata, String content) {
        Stored stored = new Stored(metadata, content, version.incrementAndGet());
        boolean isNew = objects.put(path, stored) == null;
        tell(isNew ? "ADDED" : "MODIFIED", path, stored);
    }

    /** Writes an object anew as it is. */
    void touch(String path) {
        Stored stored = Objects.requireNonNull(objects.get(path));
        put(path, stored.metadata(), stored.content());
    }

    void delete(String path) {
        Stored stored = Objects.requireNonNull(objects.remove(path));
        tell("DELETED", path, new Stored(stored.metadata(), "", version.incrementAndGet()));
    }

    private void tell(String type, String path, Stored stored) {
        if (!mute) {
            watches.forEach(watch -> watch.add(
                    "{\"type\":\"" + type + "\",\"object\":{\"metadata\":" + metadata(path, stored) + "}}\n"));
        }
    }

    /** An event that an API server sends when it has forgotten what to go on from. */
    void expire() {
        watches.forEach(watch -> {
            watch.add("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"metadata\":{},\"code\":410,"
                    + "\"message\":\"too old resource version\"}}\n");
            watch.add(END);
        });
    }

    /** Ends all watches, as an API server does after a while. */
    void endWatches() {
        watches.forEach(watch -> watch.add(END));
    }

    /** Watches say nothing more, from now on. */
    void mute(boolean isMute) {
        mute = isMute;
    }

    /** All requests are answered with this code; 200 for what is right. */
    void answer(int code) {
        answer = code;
    }

    /** Watches are answered with this code, and all else as before. */
    void answerWatches(int code) {
        answerToWatch = code;
    }

    /** The requests until now, as path and query. */
    List<String> requests() {
        return requests;
    }

    long count(String part) {
        return requests.stream().filter(request -> request.contains(part)).count();
    }

    boolean isWatched() {
        return !watches.isEmpty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        requests.add(path + "?" + query + " " + exchange.getRequestHeaders().getFirst("Accept"));
        int code = query.contains("watch=true") ? Math.max(answer, answerToWatch) : answer;
        if (code != 200) {
            send(exchange, code, "{\"kind\":\"Status\",\"message\":\"it is forbidden here\",\"code\":" + code + "}");
        } else if (query.contains("watch=true")) {
            watch(exchange);
        } else if (query.contains("limit=")) {
            send(exchange, 200, list(path, query));
        } else {
            Stored stored = objects.get(path);
            send(
                    exchange,
                    stored == null ? 404 : 200,
                    stored == null
                            ? "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"message\":\"not found\",\"code\":404}"
                            : "{\"metadata\":" + metadata(path, stored) + stored.content() + "}");
        }
    }

    /** Two objects a page. */
    private String list(String path, String query) {
        int from = query.contains("continue=") ? Integer.parseInt(query.replaceAll(".*continue=(\\d+).*", "$1")) : 0;
        List<String> all = new TreeMap<>(objects)
                .entrySet().stream()
                        .filter(object -> object.getKey().contains(path.substring(path.lastIndexOf('/')) + "/"))
                        .map(object -> "{\"metadata\":" + metadata(object.getKey(), object.getValue()) + "}")
                        .toList();
        int to = Math.min(all.size(), from + 2);
        String next = to < all.size() ? ",\"continue\":\"" + to + "\"" : "";
        return "{\"kind\":\"PartialObjectMetadataList\",\"metadata\":{\"resourceVersion\":\"" + version.get() + "\""
                + next + "},\"items\":[" + String.join(",", all.subList(from, to)) + "]}";
    }

    private static String metadata(String path, Stored stored) {
        String[] parts = path.split("/", -1);
        return "{\"name\":\"" + parts[6] + "\",\"namespace\":\"" + parts[4] + "\",\"resourceVersion\":\""
                + stored.version() + "\"" + stored.metadata() + "}";
    }

    private void watch(HttpExchange exchange) throws IOException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        exchange.sendResponseHeaders(200, 0);
        watches.add(events);
        try (OutputStream body = exchange.getResponseBody()) {
            body.flush();
            String event = take(events);
            while (event != null && !event.equals(END)) {
                body.write(event.getBytes(UTF_8));
                body.flush();
                event = take(events);
            }
        } finally {
            watches.remove(events);
        }
    }

    private static @Nullable String take(BlockingQueue<String> events) {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void send(HttpExchange exchange, int code, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(code, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
