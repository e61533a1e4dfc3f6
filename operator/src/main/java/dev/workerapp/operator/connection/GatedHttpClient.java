package dev.workerapp.operator.connection;

import dev.workerapp.operator.lease.WriteGate;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Sends what does not change anything, requests for the lease itself, and an {@link EvictionMark} always; everything else
 * only while the gate is open. A request that does not leave fails at once, and is not tried again by the Kubernetes client. Thread-safe.
 */
final class GatedHttpClient extends HttpClient {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String LEASES = "/apis/coordination.k8s.io/";

    private final HttpClient client;
    private final WriteGate gate;

    GatedHttpClient(HttpClient client, WriteGate gate) {
        this.client = client;
        this.gate = gate;
    }

    private Optional<String> refused(HttpRequest request) {
        return isFree(request) ? Optional.empty() : gate.closed();
    }

    private static boolean isFree(HttpRequest request) {
        String query = request.uri().getQuery();
        return READS.contains(request.method().toUpperCase(Locale.ROOT))
                || request.uri().getPath().contains(LEASES)
                || EvictionMark.is(request)
                || (query != null && Set.of(query.split("&", -1)).contains("dryRun=All"));
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Optional<String> refused = refused(request);
        if (refused.isPresent()) {
            throw new IOException(message(request, refused.get()));
        }
        return client.send(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return refused(request)
                .map(reason -> GatedHttpClient.<T>failed(request, reason))
                .orElseGet(() -> client.sendAsync(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
        return refused(request)
                .map(reason -> GatedHttpClient.<T>failed(request, reason))
                .orElseGet(() -> client.sendAsync(request, handler, pushes));
    }

    /** Not an IOException, which the Kubernetes client would try again. */
    private static <T> CompletableFuture<HttpResponse<T>> failed(HttpRequest request, String reason) {
        return CompletableFuture.failedFuture(new IllegalStateException(message(request, reason)));
    }

    private static String message(HttpRequest request, String reason) {
        return request.method() + " " + request.uri().getPath() + " is not sent: " + reason;
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    @Override
    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return client.awaitTermination(duration);
    }

    @Override
    public boolean isTerminated() {
        return client.isTerminated();
    }

    @Override
    public void shutdown() {
        client.shutdown();
    }

    @Override
    public void shutdownNow() {
        client.shutdownNow();
    }

    @Override
    public void close() {
        client.close();
    }
}
