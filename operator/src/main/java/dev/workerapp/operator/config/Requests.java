package dev.workerapp.operator.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads ConfigMaps and Secrets, as a stream of JSON: of lists and watches nothing but metadata (the client's own watch has
 * no form for that), of a single object all, so that what is not wanted never becomes an object. Thread-safe.
 *
 * @param client whose HTTP client sends them, with its credentials
 * @param silence for how long a watch may be mute before it is given up
 */
record Requests(KubernetesClient client, Duration silence) {

    private static final String LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final String EVENTS = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private static final String JSON = "application/json";

    /** What an API server needs to answer at all; an admission webhook is not called for what is read. */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** With the second try of the client. */
    private static final Duration ANSWERS = Duration.ofSeconds(60);

    /** Of a list, in one answer. */
    private static final int PAGE = 500;

    /** How long the API server keeps a watch open. */
    private static final Duration WATCH = Duration.ofMinutes(5);

    // No object that the API server takes may be too long to be read: 3 MiB in a request.
    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(16 << 20)
                    .maxNestingDepth(20_000)
                    .build())
            .build();

    /** A page of a list; an empty token asks for the first one. */
    JsonParser list(Kind kind, String namespace, String continueToken) throws IOException {
        String more = continueToken.isEmpty() ? "" : "&continue=" + encoded(continueToken);
        return get(path(kind, namespace) + "?limit=" + PAGE + more + selector(kind), LIST, ANSWER);
    }

    /** What changes after a version. */
    JsonParser watch(Kind kind, String namespace, String version) throws IOException {
        return get(
                path(kind, namespace) + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=" + WATCH.toSeconds()
                        + "&resourceVersion=" + encoded(version) + selector(kind),
                EVENTS,
                silence);
    }

    /** An object, as the API server has it now. */
    JsonParser object(Kind kind, String namespace, String name) throws IOException {
        return get(path(kind, namespace) + "/" + encoded(name), JSON, ANSWER);
    }

    private static String path(Kind kind, String namespace) {
        return "api/v1/" + (namespace.isEmpty() ? "" : "namespaces/" + encoded(namespace) + "/") + kind.resource();
    }

    /** Helm keeps a Secret for each version of each release, of up to 1 MiB, and no template refers to one. */
    private static String selector(Kind kind) {
        return switch (kind) {
            case CONFIG_MAP -> "";
            case SECRET -> "&fieldSelector=" + encoded("type!=helm.sh/release.v1");
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @throws ApiFailure if the answer is not a success */
    private JsonParser get(String path, String accept, Duration patience) throws IOException {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path)
                .header("Accept", accept)
                .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        BodyStream stream = new BodyStream(patience);
        HttpResponse<AsyncBody> answer =
                answer(client.getHttpClient().consumeBytes(request, (buffers, _) -> stream.take(buffers)));
        // Of a stream of bytes a parser reads some at once, and a watch may have none for a while.
        JsonParser json = PARSERS.createParser(new InputStreamReader(stream.of(answer.body()), StandardCharsets.UTF_8));
        if (answer.isSuccessful()) {
            return json;
        }
        try (json) {
            throw failure(json, answer.code());
        }
    }

    private static HttpResponse<AsyncBody> answer(CompletableFuture<HttpResponse<AsyncBody>> request)
            throws IOException {
        try {
            return request.get(ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            request.cancel(true);
            throw new IOException("no answer within " + ANSWERS.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            request.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** With the reason and the message of a Status, if that is the answer. */
    private static ApiFailure failure(JsonParser json, int code) {
        String reason = "";
        String message = "HTTP " + code;
        try {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    switch (field) {
                        case "reason" -> reason = json.getText();
                        case "message" -> message = json.getText();
                        default -> json.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            return new ApiFailure(code, reason, message);
        }
        return new ApiFailure(code, reason, message);
    }
}
