package dev.workerapp.worker.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.metrics.MetricsPage;
import dev.workerapp.worker.metrics.WorkerInfo;
import dev.workerapp.worker.ready.Readiness;
import dev.workerapp.worker.signal.WorkerSignals;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.stop.Drain;
import dev.workerapp.worker.stop.Stop;
import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.usage.UsagePage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ControlServerTest {
    private final WorkerState state = new WorkerState();
    private final Readiness readiness = new Readiness(WorkerEnvironment.of(Map.of()), state, Duration.ofMinutes(1));
    private final Drain drain = new Drain(state, Duration.ofMillis(300), Duration.ofMillis(50), Drain.SIGNAL_TIME);
    private final MetricsPage metrics = new MetricsPage(
            new WorkerInfo(3, Optional.of("shop-7")),
            state,
            readiness,
            drain,
            new Stop(state, drain, Duration.ofSeconds(1), true, Path.of("no", "such", "file"), () -> false));
    private final ControlServer server = server(Optional.of("s3cret"));

    ControlServerTest() throws IOException {}

    @BeforeEach
    void start() {
        server.start(0);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void itIsReadyAsLongAsTheAppSaysSoAndStaysItWhileDraining() throws IOException {
        assertThat(get("/ready", "").status()).isEqualTo(503);

        readiness.appIsReady(() -> true);
        assertThat(get("/ready", "").status()).isEqualTo(200);

        readiness.appIsNotReady();
        var notReady = get("/ready", "");
        assertThat(notReady.status()).isEqualTo(503);
        assertThat(notReady.body()).isEqualTo("not ready: the app has called Worker.notReady()\n");

        readiness.appIsReady(() -> true);
        drain.begin();
        assertThat(get("/ready", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Authorization: Bearer wrong\r\n", "Authorization: s3cret\r\n", "X-Token: Bearer s3cret\r\n"
            })
    void nobodyDrainsWithoutTheToken(String headers) throws IOException {
        var response = get("/drain", headers);

        assertThat(response.status()).isEqualTo(403);
        assertThat(state.draining().now()).isFalse();
    }

    @Test
    void withTheTokenTheDrainIsOverWhenTheAnswerComes() throws IOException {
        var response = get("/drain", "authorization:  Bearer s3cret\r\n");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).startsWith("drained in 0.3").contains("0 requests in flight");
    }

    @Test
    void whereNoTokenIsSetNobodyDrains() throws IOException {
        try (var open = server(Optional.empty())) {
            open.start(0);

            var response = Client.once(open.port(), "/drain", "Authorization: Bearer \r\n");

            assertThat(response.status()).isEqualTo(403);
        }
    }

    @Test
    void itAnswersProbesWhileADrainGoesOn() throws IOException {
        readiness.appIsReady(() -> true);
        state.beginRequest();
        try (var drainer = new Client(server.port())) {
            drainer.send("GET /drain HTTP/1.1\r\nAuthorization: Bearer s3cret\r\n\r\n");

            assertThat(get("/ready", "").status()).isEqualTo(200);
            assertThat(drainer.read().body()).contains("1 requests in flight");
        }
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws IOException {
        assertThat(get("/", "").status()).isEqualTo(404);
        assertThat(get("/ready?verbose", "").status()).isEqualTo(503);
        try (var client = new Client(server.port())) {
            client.send("DELETE /drain HTTP/1.1\r\nAuthorization: Bearer s3cret\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(405);
        }
        assertThat(state.draining().now()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n", "nonsense\r\n\r\n", "GET / SPDY/3\r\n\r\n", "\u0016\u0003\u0001\n\n"})
    void whatIsNotHttpIsClosedAndTheNextCallerServed(String nonsense) throws IOException {
        try (var client = new Client(server.port())) {
            client.send(nonsense);

            assertThat(client.closedByServer()).isTrue();
        }
        assertThat(get("/metrics", "").status()).isEqualTo(200);
    }

    @Test
    void aHeadWithoutEndIsCutOff() throws IOException {
        try (var client = new Client(server.port())) {
            client.send("GET / HTTP/1.1\r\nX: " + "x".repeat(9000));

            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void metricsTellOfTheJvmTheProcessAndTheRequests() throws IOException {
        var failed = state.beginRequest();
        ((IntConsumer) failed).accept(503);
        ((IntConsumer) failed).accept(500);
        failed.run();
        ((IntConsumer) state.beginRequest()).accept(499);

        var response = get("/metrics", "");

        assertThat(response.headers()).containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .containsPattern(
                        "workerapp_worker_info\\{slot=\"3\",revision=\"shop-7\",runtime=\".*\",java=\"\\d+.*\"} 1\n")
                .contains("workerapp_request_failures_total 1\n")
                .containsPattern("process_resident_memory_bytes \\d{8,}\n")
                .contains("workerapp_requests_in_flight 1\n", "workerapp_requests_total 1\n")
                .contains("workerapp_request_seconds_bucket{le=\"+Inf\"} 1\n", "workerapp_request_seconds_count 1\n")
                .contains("workerapp_drain_seconds 0\n", "workerapp_in_flight_at_stop 0\n")
                .containsPattern("jvm_memory_used_bytes\\{area=\"heap\"} \\d{6,}\n")
                .containsPattern("jvm_gc_collection_seconds_count\\{gc=\"[^\"]+\"} \\d+\n")
                .containsPattern("jvm_threads_current \\d+\n")
                .containsPattern("process_cpu_seconds_total \\d+\\.\\d+\n")
                .containsPattern("process_open_fds \\d+\n");
        assertThat(response.body().lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [-+0-9.E]+"));
    }

    @Test
    void usageTellsOfTheRequestsAndTheOldGeneration() throws IOException {
        state.beginRequest().run();
        state.beginRequest();

        var response = get("/usage", "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", "application/json");
        assertThat(response.body()).matches("\\{\"requests\":1,\"oldGeneration\":\\{\"maxBytes\":\\d{6,}.*}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /signal/WINCH/1 | s3cret | 405 | only POST for /signal",
                "POST /signal/WINCH/1 | wrong | 403 | this needs the header Authorization: Bearer with the worker's token",
                "POST /signal/WINCH | s3cret | 405 | only GET, and POST for /drain and /signal/NAME/TOKEN",
                "POST /signal/KILL/1 | s3cret | 400 | Signal KILL can't be handled by an app.",
                "POST /signal/WINCH/2026-11-27T10%3A00 | s3cret | 409 | The app has no handler for signal WINCH, so it is not raised"
            })
    void aSignalIsRaisedWithTheTokenAloneAndIfTheAppHandlesIt(String call, String token, int status, String words)
            throws IOException {
        try (var client = new Client(server.port())) {
            client.send(call + " HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n\r\n");

            var answer = client.read();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).startsWith(words);
        }
    }

    private ControlServer server(Optional<String> token) throws IOException {
        return new ControlServer(new Endpoints(
                state,
                readiness,
                drain,
                metrics,
                new UsagePage(state.requests()),
                new WorkerSignals(),
                token,
                TestControl.noCalls()));
    }

    private Client.Response get(String path, String headers) throws IOException {
        return Client.once(server.port(), path, headers);
    }
}
