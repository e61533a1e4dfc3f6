package dev.workerapp.operator.usage;

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
 * Asks by HTTP, straight and without a proxy. A worker is somebody else's program: its answer has two seconds and few bytes,
 * and leads nowhere else. Thread-safe.
 */
final class HttpUsageReader implements UsageReader {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LONGEST_ANSWER = 4096;

    private @Nullable HttpClient client;

    @Override
    public RuntimeUsage read(MeasuredWorker worker) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(worker)).timeout(PATIENCE).build();
        CompletableFuture<HttpResponse<String>> asked = client().sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            HttpResponse<String> answer = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException(status(answer.statusCode()));
            }
            return RuntimeUsage.parse(answer.body());
        } catch (TimeoutException e) {
            throw new IOException(late(), e);
        } catch (ExecutionException e) {
            throw new IOException(words(e.getCause() == null ? e : e.getCause()), e);
        } finally {
            asked.cancel(true);
        }
    }

    /** Has a thread of its own, so it is made when there is somebody to ask. */
    private synchronized HttpClient client() {
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

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
            client = null;
        }
    }

    private static URI uri(MeasuredWorker worker) {
        String host = worker.address().contains(":") ? "[" + worker.address() + "]" : worker.address();
        return URI.create("http://" + host + ":" + worker.port() + "/usage");
    }

    private static String status(int code) {
        return "HTTP status " + code
                + (code == 404 ? ": its worker runtime is older than the operator, and brings no /usage" : "");
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
