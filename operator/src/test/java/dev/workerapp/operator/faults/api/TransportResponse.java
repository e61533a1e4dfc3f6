package dev.workerapp.operator.faults.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** An answer as the Kubernetes client wants it: its body comes when it is asked for, in one piece, or breaks off. */
final class TransportResponse extends StandardHttpHeaders implements HttpResponse<AsyncBody> {

    private final HttpRequest request;
    private final ApiAnswer answer;
    private final AsyncBody body;

    TransportResponse(HttpRequest request, ApiAnswer answer, AsyncBody body) {
        super(headers(answer));
        this.request = request;
        this.answer = answer;
        this.body = body;
    }

    static TransportResponse of(HttpRequest request, ApiAnswer answer, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        return new TransportResponse(request, answer, new Body(answer, consumer));
    }

    private static Map<String, List<String>> headers(ApiAnswer answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    @Override
    public int code() {
        return answer.code();
    }

    @Override
    public AsyncBody body() {
        return body;
    }

    @Override
    public HttpRequest request() {
        return request;
    }

    @Override
    public Optional<HttpResponse<?>> previousResponse() {
        return Optional.empty();
    }

    private record Body(
            ApiAnswer answer,
            AsyncBody.Consumer<List<ByteBuffer>> consumer,
            CompletableFuture<Void> done,
            AtomicBoolean given)
            implements AsyncBody {

        Body(ApiAnswer answer, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            this(answer, consumer, new CompletableFuture<>(), new AtomicBoolean());
        }

        @Override
        public void consume() {
            if (!given.compareAndSet(false, true)) {
                if (answer.cut()) {
                    done.completeExceptionally(new IOException("Connection reset"));
                } else {
                    done.complete(null);
                }
                return;
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            try {
                int length = answer.cut() ? bytes.length / 2 : bytes.length;
                consumer.consume(List.of(ByteBuffer.wrap(bytes, 0, length)), this);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        }

        @Override
        public void cancel() {
            done.cancel(false);
        }
    }
}
