package dev.workerapp.worker.httpserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.TestWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DrainFilterTest {
    private final WorkerState state = TestWorker.fresh();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private final HttpServer server;

    DrainFilterTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.setExecutor(threads);
        serve("/", exchange -> answer(exchange, "hello"));
        serve(
                "/later",
                exchange -> threads.execute(() -> {
                    awaitRelease();
                    answer(exchange, "later");
                }));
        serve("/slow", exchange -> {
            awaitRelease();
            answer(exchange, "slow");
        });
        serve("/empty", exchange -> exchange.sendResponseHeaders(204, -1));
        serve("/sloppy", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(UTF_8));
        });
        serve("/unavailable", exchange -> exchange.sendResponseHeaders(503, -1));
        serve("/broken", exchange -> {
            throw new IllegalStateException("as a test");
        });
        serve("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write("chunks".getBytes(UTF_8));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void connectionsStayOpenUntilTheDrainAndEndWithItsFirstResponse() throws IOException {
        try (var client = new Client(port())) {
            assertThat(client.get("/").closes()).isFalse();
            assertThat(client.get("/chunked").body()).isEqualTo("chunks");

            state.draining().begin();
            var response = client.get("/");

            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.closes()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
        awaitEnded(3);
    }

    @Test
    void aRequestThatWasThereBeforeTheDrainClosesItsConnectionToo() throws IOException {
        try (var client = new Client(port())) {
            client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> state.requests().inFlight() == 1);

            state.draining().begin();
            release.countDown();

            assertThat(client.read().closes()).isTrue();
        }
        awaitEnded(1);
    }

    @Test
    void aResponseThatAnotherThreadWritesIsInFlightUntilThen() throws IOException {
        try (var client = new Client(port())) {
            client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> state.requests().inFlight() == 1);
            assertThat(state.requests().latencies().count()).isZero();

            release.countDown();

            assertThat(client.read().body()).isEqualTo("later");
        }
        awaitEnded(1);
    }

    @Test
    void aRequestEndsAlsoWhereTheHandlerFailsForgetsToCloseOrSendsNothing() throws IOException {
        try (var client = new Client(port())) {
            client.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.closedByServer()).isTrue();
        }
        try (var client = new Client(port())) {
            assertThat(client.get("/empty").status()).isEqualTo(204);
        }
        try (var client = new Client(port())) {
            client.send("GET /sloppy HTTP/1.1\r\nHost: x\r\n\r\n");
            awaitEnded(3);
        }
    }

    @Test
    void aRequestHasFailedWithStatus500AndMoreAndWhereTheHandlerThrows() throws IOException {
        assertThat(Client.once(port(), "/unavailable", "").status()).isEqualTo(503);
        try (var client = new Client(port())) {
            client.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.closedByServer()).isTrue();
        }
        Client.once(port(), "/empty", "");
        Client.once(port(), "/", "");

        awaitEnded(4);
        assertThat(state.requests().failures()).isEqualTo(2);
    }

    @Test
    void aSecondFilterInTheSameContextDoesNothing() throws IOException {
        server.createContext("/twice", exchange -> answer(exchange, "twice"))
                .getFilters()
                .addAll(java.util.List.of(new DrainFilter(), new DrainFilter()));

        Client.once(port(), "/twice", "");

        awaitEnded(1);
    }

    private void awaitEnded(long count) {
        await().until(() -> state.requests().latencies().count() == count);
        assertThat(state.requests().inFlight()).isZero();
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, handler).getFilters().add(new DrainFilter());
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String text) {
        try (exchange) {
            var body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
