package dev.workerapp.operator.faults.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes client's HTTP client over a transport: what is above it, the client's retries and interceptors, is the
 * client's own. A request that is not answered in time fails as with the JDK's HTTP client. Thread-safe.
 */
public final class TransportHttpClient
        extends StandardHttpClient<TransportHttpClient, TransportHttpClient.Factory, TransportHttpClient.Builder> {

    private final ApiTransport transport;

    private TransportHttpClient(Builder builder, ApiTransport transport, AtomicBoolean closed) {
        super(builder, closed);
        this.transport = transport;
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        ApiRequest asked = read(request);
        if (asked.target().isWatch()) {
            TransportStream stream = new TransportStream(consumer);
            return inTime(transport.watch(asked, stream), request.getTimeout()).thenApply(opened -> {
                stream.open(opened.close());
                return opened.isOpen()
                        ? new TransportResponse(request, new ApiAnswer(200, Map.of(), "", false), stream)
                        : TransportResponse.of(request, opened.answer(), consumer);
            });
        }
        return inTime(transport.send(asked), request.getTimeout())
                .thenApply(answer -> TransportResponse.of(request, answer, consumer));
    }

    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
            StandardWebSocketBuilder builder, WebSocket.Listener listener) {
        StandardHttpRequest request = builder.asHttpRequest();
        TransportWebSocket socket = new TransportWebSocket(listener);
        return inTime(transport.watch(read(request), socket), request.getTimeout())
                .thenApply(opened -> {
                    if (!opened.isOpen()) {
                        return new WebSocketResponse(
                                new WebSocketUpgradeResponse(
                                        request, opened.answer().code()),
                                new IOException("the handshake is refused"));
                    }
                    socket.open(opened.close());
                    return new WebSocketResponse(new WebSocketUpgradeResponse(request), socket);
                });
    }

    private static <T> CompletableFuture<T> inTime(CompletableFuture<T> answer, @Nullable Duration timeout) {
        if (answer.isDone() || timeout == null || timeout.isZero()) {
            return answer;
        }
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(failure -> {
            Throwable reason =
                    failure instanceof TimeoutException ? new HttpTimeoutException("request timed out") : failure;
            return CompletableFuture.failedFuture(reason);
        });
    }

    private static ApiRequest read(StandardHttpRequest request) {
        String body =
                switch (request.body()) {
                    case StandardHttpRequest.StringBodyContent text -> text.getContent();
                    case StandardHttpRequest.ByteArrayBodyContent bytes ->
                        new String(bytes.getContent(), StandardCharsets.UTF_8);
                    case null, default -> "";
                };
        String contentType = request.getContentType() == null ? "" : request.getContentType();
        return new ApiRequest(request.method(), request.uri(), contentType, body);
    }

    @Override
    protected void doClose() {}

    /** Makes clients over a transport. */
    public static final class Factory implements HttpClient.Factory {

        private final ApiTransport transport;

        /** Over this one. */
        public Factory(ApiTransport transport) {
            this.transport = transport;
        }

        @Override
        public Builder newBuilder() {
            return new Builder(this);
        }
    }

    /** The client's settings, which a derived client shares. */
    public static final class Builder extends StandardHttpClientBuilder<TransportHttpClient, Factory, Builder> {

        Builder(Factory factory) {
            super(factory);
        }

        @Override
        public HttpClient build() {
            return new TransportHttpClient(
                    this, clientFactory.transport, client == null ? new AtomicBoolean() : client.getClosed());
        }

        @Override
        protected Builder newInstance(Factory factory) {
            return new Builder(factory);
        }
    }
}
