package dev.workerapp.operator.runtime;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the runtime of a worker by HTTP, straight and without a proxy. A worker is somebody else's program: its answer has
 * two seconds and few bytes, and leads nowhere else. Thread-safe.
 */
public final class RuntimeClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LONGEST_ANSWER = 4096;

    private @Nullable HttpClient client;
    private boolean isClosed;

    /**
     * What a runtime has answered.
     *
     * @param status the HTTP status
     */
    public record Answer(int status, String body) {}

    /**
     * GETs a page.
     *
     * @param path begins with a slash
     * @throws IOException if there is no whole answer; the message says why, for a person
     */
    public Answer get(ReadyWorker worker, String path) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(uri(worker, path)));
    }

    /**
     * POSTs nothing.
     *
     * @param path begins with a slash
     * @param token the worker's own
     * @throws IOException if there is no whole answer; the message says why, for a person
     */
    public Answer post(ReadyWorker worker, String path, String token) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(uri(worker, path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> asked = client().sendAsync(
                        request.timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            HttpResponse<String> answer = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.body());
        } catch (TimeoutException e) {
            throw new IOException(late(), e);
        } catch (ExecutionException e) {
            throw new IOException(words(e.getCause() == null ? e : e.getCause()), e);
        } finally {
            asked.cancel(true);
        }
    }

    /** Has a thread of its own, so it is made when there is somebody to ask. */
    private synchronized HttpClient client() throws IOException {
        if (isClosed) {
            throw new IOException("the operator stops");
        }
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }
        return client;
    }

    /** Calls after this fail. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
        isClosed = true;
    }

    private static URI uri(ReadyWorker worker, String path) {
        String host = worker.address().contains(":") ? "[" + worker.address() + "]" : worker.address();
        return URI.create("http://" + host + ":" + worker.port() + path);
    }

    private static String late() {
        return "no answer within " + PATIENCE.toSeconds() + " s";
    }

    private static String words(Throwable failure) {
        return switch (failure) {
            case HttpTimeoutException _ -> late();
            case ConnectException _ -> "no connection";
            default -> failure.toString();
        };
    }
}
