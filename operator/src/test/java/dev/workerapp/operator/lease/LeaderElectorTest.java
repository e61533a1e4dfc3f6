package dev.workerapp.operator.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.operator.connection.Connection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator that leads, with a gate whose clocks the test moves, and a server that answers when the test lets it. */
class LeaderElectorTest {

    private static final Pod POD = new PodBuilder()
            .withNewMetadata()
            .withName("shop-0")
            .withNamespace("default")
            .endMetadata()
            .build();

    private final TestClock clock = new TestClock();
    private final WriteGate gate = WriteGate.leased(clock::nanoTime, clock);
    private final CountDownLatch leads = new CountDownLatch(1);
    private final CountDownLatch lost = new CountDownLatch(1);
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger pods = new AtomicInteger();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private @Nullable Lease lease;
    private HttpServer server;
    private Connection connection;
    private LeaderElector elector;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/apis/coordination.k8s.io/", this::lease);
        server.createContext("/api/v1/", exchange -> {
            pods.incrementAndGet();
            answer(exchange, 201, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        });
        server.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build();
        connection = Connection.to(config, gate);
        elector = LeaderElector.start(
                connection.client(), "default", "operator", "one", gate, leads::countDown, lost::countDown);
        leads.await();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        elector.close();
        connection.close();
        server.stop(0);
    }

    private void lease(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (exchange.getRequestMethod().equals("GET")) {
            String stored = stored();
            answer(exchange, stored.isEmpty() ? 404 : 200, stored);
        } else {
            store(Serialization.unmarshal(new String(body, UTF_8), Lease.class));
            renewals.incrementAndGet();
            answer(exchange, 200, stored());
        }
    }

    private synchronized String stored() {
        return lease == null ? "" : Serialization.asJson(lease);
    }

    private synchronized void store(Lease written) {
        written.getMetadata().setResourceVersion(Long.toString(System.nanoTime()));
        lease = written;
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitRenewal() {
        int before = renewals.get();
        Awaitility.await().until(() -> renewals.get() > before);
    }

    @Test
    void who_leads_may_write() {
        connection.client().resource(POD).create();

        assertThat(pods).hasValue(1);
        assertThat(elector.isLeading()).isTrue();
    }

    @Test
    void no_write_leaves_while_the_lease_is_answered_slowly_until_a_renewal_succeeds() {
        answers = new CountDownLatch(1);
        clock.pass(Duration.ofSeconds(9));

        assertThatThrownBy(() -> connection.client().resource(POD).create())
                .hasStackTraceContaining("is not sent: the lease was last renewed");
        assertThat(pods).hasValue(0);

        answers.countDown();
        Awaitility.await().until(() -> gate.closed().isEmpty());
        connection.client().resource(POD).create();
        assertThat(pods).hasValue(1);
    }

    @Test
    void a_process_that_was_stopped_for_a_minute_writes_nothing_before_it_has_renewed() {
        awaitRenewal();
        answers = new CountDownLatch(1);

        clock.sleep(Duration.ofMinutes(1));

        assertThatThrownBy(() -> connection.client().resource(POD).create()).hasStackTraceContaining("is not sent");
        assertThat(pods).hasValue(0);
    }

    @Test
    void a_leader_that_sees_another_ones_lease_has_lost_it_at_once() throws InterruptedException {
        Lease taken = Serialization.unmarshal(stored(), Lease.class);
        taken.getSpec().setHolderIdentity("two");
        store(taken);

        lost.await();

        assertThat(elector.isLeading()).isFalse();
    }

    @Test
    void the_lease_is_given_back() {
        elector.close();

        assertThat(Serialization.unmarshal(stored(), Lease.class).getSpec().getHolderIdentity())
                .isEmpty();
    }
}
