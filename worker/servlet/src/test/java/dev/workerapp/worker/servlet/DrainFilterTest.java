package dev.workerapp.worker.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.TestWorker;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Container.class)
class DrainFilterTest {
    @Parameter
    Container container = Container.TOMCAT;

    private final WorkerState state = TestWorker.fresh();
    private final TestApp app = new TestApp();
    private Container.Running server = new Container.Running(0, () -> {});

    @BeforeEach
    void start() throws Exception {
        server = container.start(app);
    }

    @AfterEach
    void stop() throws Exception {
        app.release();
        server.stop().run();
    }

    @Test
    void connectionsStayOpenUntilTheDrainAndEndWithItsFirstResponse() throws IOException {
        try (var client = new Client(server.port())) {
            assertThat(client.get("/").closes()).isFalse();
            assertThat(client.get("/").closes()).isFalse();

            state.draining().begin();
            var response = client.get("/");

            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.closes()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
        awaitEnded(3);
        assertThat(state.requests().closing()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/missing", "/flushed", "/silent"})
    void everyKindOfAnswerClosesWhileDraining(String path) throws IOException {
        state.draining().begin();

        try (var client = new Client(server.port())) {
            assertThat(client.get(path).closes()).isTrue();
        }
        awaitEnded(1);
    }

    @Test
    void aRequestThatWasThereBeforeTheDrainIsInFlightAndClosesItsConnectionToo() throws IOException {
        try (var client = new Client(server.port())) {
            client.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> state.requests().inFlight() == 1);

            state.draining().begin();
            app.release();

            assertThat(client.read().closes()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
        awaitEnded(1);
    }

    @Test
    void anAsynchronousRequestIsInFlightUntilItIsCompleted() throws IOException {
        try (var client = new Client(server.port())) {
            client.send("GET /async HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(app::holdsAsync);
            assertThat(state.requests().inFlight()).isEqualTo(1);

            app.release();

            assertThat(client.read().body()).isEqualTo("hello");
        }
        awaitEnded(1);
    }

    @ParameterizedTest
    @CsvSource({"/broken, 500", "/unavailable, 503", "/async-unavailable, 503", "/missing, 404", "/silent, 204"})
    void aRequestHasFailedWithStatus500AndMoreAndWhereTheAppThrows(String path, int status) throws IOException {
        assertThat(Client.once(server.port(), path, "").status()).isEqualTo(status);

        awaitEnded(1);
        assertThat(state.requests().failures()).isEqualTo(status >= 500 ? 1 : 0);
    }

    private void awaitEnded(long count) {
        await().until(() -> state.requests().latencies().count() == count);
        assertThat(state.requests().inFlight()).isZero();
    }
}
