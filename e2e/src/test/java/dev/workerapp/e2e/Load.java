package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Open-loop load on a Service from inside the cluster's network namespace, through vegeta: each request at its intended
 * time, no retries, and at most five minutes. A request may wait long on a busy machine: that is slow, but not lost.
 */
final class Load implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final String vegeta;
    private final Path targets;
    private final Path results;
    private final Process process;

    private Load(String service, String namespace, int rate, boolean keepAlive, String requests) throws IOException {
        vegeta = Cluster.SHELL.must(A_WHILE, "cluster/tool", "vegeta").strip();
        String url = Cluster.kubectl(
                "--namespace",
                namespace,
                "get",
                "service",
                service,
                "-o",
                "jsonpath=http://{.spec.clusterIP}:{.spec.ports[0].port}");
        awaitAnswer(url + "/");
        targets = Files.createTempFile("targets", ".txt");
        Files.writeString(targets, requests.replace("URL", url));
        results = Files.createTempFile("load", ".bin");
        process = Cluster.SHELL
                .start(List.of(
                        "cluster/run",
                        vegeta,
                        "attack",
                        "-rate=" + rate,
                        "-duration=300s",
                        "-timeout=60s",
                        "-keepalive=" + keepAlive,
                        "-targets=" + targets,
                        "-output=" + results))
                .inheritIO()
                .start();
    }

    /** kube-proxy gets to know a new Service a moment after its workers are ready. */
    private static void awaitAnswer(String url) {
        await().atMost(A_WHILE)
                .until(() -> Cluster.SHELL
                                .run(A_WHILE, "", List.of("cluster/run", "curl", "-fsS", "--max-time", "1", url))
                                .exit()
                        == 0);
    }

    static Load on(String service, String namespace, int rate, boolean keepAlive) {
        return on(service, namespace, rate, keepAlive, "GET URL/\n");
    }

    /**
     * Other requests than GET of the root.
     *
     * @param requests vegeta's targets, in turn, with {@code URL} for the Service's address
     */
    static Load on(String service, String namespace, int rate, boolean keepAlive, String requests) {
        try {
            return new Load(service, namespace, rate, keepAlive, requests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the clients saw.
     *
     * @param requests sent
     * @param failed those that did not get a 200 or 201 in time
     * @param report everything vegeta says, for the message of a failing test
     */
    record Report(long requests, long failed, String report) {}

    /** Ends the load loop, waits for the answers that are out and says what the clients saw. */
    Report stop() {
        try {
            // SIGINT: vegeta sends no more, waits for what is in flight, and writes its results.
            Cluster.SHELL.must(A_WHILE, "kill", "-INT", Long.toString(process.pid()));
            assertThat(process.waitFor(1, TimeUnit.MINUTES))
                    .as("vegeta ends after SIGINT")
                    .isTrue();
            String report = Cluster.SHELL.must(A_WHILE, vegeta, "report", "-type=json", results.toString());
            JsonNode json = JSON.readTree(report);
            long requests = json.path("requests").asLong();
            JsonNode codes = json.path("status_codes");
            long ok = codes.path("200").asLong() + codes.path("201").asLong();
            return new Report(requests, requests - ok, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(targets);
            Files.deleteIfExists(results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
