package dev.workerapp.operator;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The requests that a client sends, as method and path, those included that it tries again by itself. Thread-safe. */
final class Requests implements Interceptor {

    /** One of them. */
    record Sent(String method, String path, Instant at) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        sent.add(new Sent(request.method(), request.uri().getPath(), Instant.now()));
    }

    /** All that write something, Events included. */
    List<Sent> writes() {
        return sent.stream().filter(request -> !request.method().equals("GET")).toList();
    }

    /** Those of them whose path has this in it. */
    List<Sent> writes(String path) {
        return writes().stream()
                .filter(request -> request.path().contains(path))
                .toList();
    }

    /** Those that read such an object, or list or watch them. */
    List<Sent> reads(String path) {
        return sent.stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().endsWith(path))
                .toList();
    }

    /** How many create such an object. */
    long creates(String resource) {
        return sent.stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith("/" + resource))
                .count();
    }

    /** Forget those that were sent. */
    void clear() {
        sent.clear();
    }
}
