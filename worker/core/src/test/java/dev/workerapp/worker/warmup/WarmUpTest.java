package dev.workerapp.worker.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.workerapp.worker.environment.WorkerEnvironment.WarmUpCalls;
import dev.workerapp.worker.testing.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WarmUpTest {
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void itCallsTheAppAsOftenAsToldAndCountsWhatFailed() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/page", exchange -> {
            boolean fails = calls.incrementAndGet() % 10 == 0
                    || exchange.getRequestURI().getQuery() == null;
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
            exchange.close();
        });
        server.start();

        var outcome = warmUp(server.getAddress().getPort(), "/page?n=1", 40, Duration.ofSeconds(15));

        server.stop(0);
        assertThat(calls).hasValue(40);
        assertThat(outcome.served()).isEqualTo(36);
        assertThat(outcome.failed()).isEqualTo(4);
    }

    @Test
    void itOpensAConnectionForEveryFourCalls() throws IOException {
        var peers = ConcurrentHashMap.<InetSocketAddress>newKeySet();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            peers.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(warmUp(server.getAddress().getPort(), "/", 12, Duration.ofSeconds(15))
                            .served())
                    .isEqualTo(12);
            assertThat(peers).hasSize(3);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void itRestsAsLongAsEachCallTook() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            var outcome = warmUp(server.getAddress().getPort(), "/", 5, Duration.ofSeconds(30));

            assertThat(outcome.served()).isEqualTo(5);
            assertThat(outcome.took()).isGreaterThan(Duration.ofMillis(2 * 5 * 50 - 20));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAppThatNeverListensCostsTheTimeoutAndNoMore() throws IOException {
        var outcome = warmUp(ChildJvm.freePort(), "/", 10, Duration.ofMillis(300));

        assertThat(outcome.served() + outcome.failed()).isZero();
        assertThat(outcome.took()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    @Test
    void anAppThatNeverAnswersCostsTheTimeoutAndNoMore() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var outcome = warmUp(silent.getLocalPort(), "/", 10, Duration.ofMillis(300));

            assertThat(outcome.served()).isZero();
            assertThat(outcome.took()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        }
    }

    private static WarmUp.Outcome warmUp(int port, String path, int requests, Duration timeout) {
        return new WarmUp(new AppPort(port), new WarmUpCalls(path, requests, timeout)).run();
    }
}
