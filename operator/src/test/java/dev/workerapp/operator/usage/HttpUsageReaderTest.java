package dev.workerapp.operator.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.workerapp.operator.runtime.ReadyWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpUsageReaderTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpUsageReader reader = new HttpUsageReader();
    private final HttpServer server;

    HttpUsageReaderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        reader.close();
        server.stop(0);
    }

    @Test
    void it_asks_at_the_path_of_the_runtime() throws Exception {
        answer(200, "{\"requests\":7}");

        assertThat(reader.read(worker(server.getAddress().getPort())).requests())
                .isEqualTo(7);
    }

    @Test
    void an_older_runtime_is_named_as_such() {
        answer(404, "there are /ready, /drain and /metrics");

        assertFails("HTTP status 404: its worker runtime is older than the operator, and brings no /usage");
    }

    @Test
    void nobody_is_sent_elsewhere() {
        server.createContext("/usage", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> end.countDown());

        assertFails("HTTP status 302");
        assertThat(end.getCount()).isOne();
    }

    @Test
    void an_answer_that_does_not_come_is_not_waited_for() {
        server.createContext("/usage", exchange -> await());

        assertFails("no answer within 2 s");
    }

    @Test
    void an_answer_that_does_not_end_is_not_waited_for() {
        server.createContext("/usage", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });

        assertFails("no answer within 2 s");
    }

    @Test
    void a_long_answer_is_refused() {
        answer(200, "{\"requests\":7,\"more\":\"" + "x".repeat(5000) + "\"}");

        assertThatThrownBy(() -> reader.read(worker(server.getAddress().getPort())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_port_that_nobody_listens_on_is_named() {
        server.stop(0);

        assertFails("no connection");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> reader.read(worker(server.getAddress().getPort())))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private void answer(int status, String body) {
        server.createContext("/usage", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ReadyWorker worker(int port) {
        return new ReadyWorker("uid", "default", "shop-0-abcde", "127.0.0.1", port, 0, Optional.empty());
    }
}
