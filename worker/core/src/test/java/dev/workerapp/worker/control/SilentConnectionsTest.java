package dev.workerapp.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that connect and say nothing, or do not read, from many addresses of this machine. */
@Timeout(60)
class SilentConnectionsTest {
    private static final String DRAIN = "GET /drain HTTP/1.1\r\nAuthorization: Bearer s3cret\r\n\r\n";
    /** More than all places of one address together. */
    private static final int MANY = 20;

    private final WorkerState state = new WorkerState();
    private final Readiness readiness = new Readiness(WorkerEnvironment.of(Map.of()), state, Duration.ofMinutes(1));
    private final Drain drain = new Drain(state, Duration.ofSeconds(2), Duration.ofMillis(50), Drain.SIGNAL_TIME);
    private final MetricsPage metrics = new MetricsPage(
            new WorkerInfo(0, Optional.of("shop-7")),
            state,
            readiness,
            drain,
            new Stop(state, drain, Duration.ofSeconds(1), true, Path.of("no", "such", "file"), () -> false));
    private final ControlServer server = new ControlServer(new Endpoints(
            state,
            readiness,
            drain,
            metrics,
            new UsagePage(state.requests()),
            new WorkerSignals(),
            Optional.of("s3cret"),
            TestControl.noCalls()));
    private final List<Client> silent = new ArrayList<>();

    SilentConnectionsTest() throws IOException {}

    @BeforeEach
    void start() {
        server.start(0);
        readiness.appIsReady(() -> true);
    }

    @AfterEach
    void stop() throws IOException {
        for (var client : silent) {
            client.close();
        }
        server.close();
    }

    @Test
    void readinessAndDrainAreAnsweredWhateverManyPeersHoldOpen() throws IOException {
        for (int peer = 2; peer < 32; peer++) {
            connect(peer, MANY);

            assertThat(Client.once(server.port(), "/ready", "").status()).isEqualTo(200);
        }
        try (var kubelet = new Client(server.port())) {
            kubelet.send(DRAIN);
            await().until(() -> state.draining().now());
            for (int peer = 2; peer < 32; peer++) {
                connect(peer, MANY);
            }

            assertThat(kubelet.read().body()).startsWith("drained in ");
        }
        assertThat(Client.once(server.port(), "/ready", "").status()).isEqualTo(200);
    }

    @Test
    void oneAddressTakesNoPlaceFromAnother() throws IOException {
        try (var slow = new Client(server.port())) {
            slow.send("GET /ready HTTP/1.1\r\n");
            connect(2, 200);

            slow.send("\r\n");

            assertThat(slow.read().status()).isEqualTo(200);
        }
        assertThat(silent.get(0).closedByServer()).isTrue();
    }

    @Test
    void theKubeletIsAnsweredAlsoWhereAllOthersComeFromItsOwnAddress() throws IOException {
        connect(1, 200);

        assertThat(Client.once(server.port(), "/ready", "").status()).isEqualTo(200);
        assertThat(silent.get(0).closedByServer()).isTrue();
    }

    @Test
    void whereEveryPlaceOfAnAddressIsBeingAnsweredOnlyThatAddressIsRefused() throws IOException {
        for (int i = 0; i < 16; i++) {
            silent.add(new Client(server.port()));
            silent.get(i).send(DRAIN);
        }
        await().until(() -> drainsWaitedFor() == 16);

        try (var refused = new Client(server.port())) {
            assertThat(refused.closedByServer()).isTrue();
        }
        try (var another = new Client(address(2), server.port())) {
            assertThat(another.get("/ready").status()).isEqualTo(200);
        }
        for (var drainer : silent) {
            assertThat(drainer.read().status()).isEqualTo(200);
        }
    }

    private static long drainsWaitedFor() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack)
                        .anyMatch(frame -> frame.getClassName().equals(Drain.class.getName())
                                && frame.getMethodName().equals("await")))
                .count();
    }

    private void connect(int peer, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            silent.add(new Client(address(peer), server.port()));
        }
    }

    private static InetAddress address(int peer) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) peer});
    }
}
