package dev.workerapp.operator.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.workerapp.operator.lease.TestClock;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves the process while this operator does not hold the lease. */
class GatedHttpClientTest {

    private static final Pod POD = new PodBuilder()
            .withNewMetadata()
            .withName("shop-0")
            .withNamespace("default")
            .endMetadata()
            .build();

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private IntSupplier code = () -> 200;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = body.length > 0 ? body : "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(code.getAsInt(), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Connection connection(WriteGate gate) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build();
        return Connection.to(config, gate);
    }

    @Test
    void a_write_does_not_leave_and_says_why() {
        try (Connection connection = connection(WriteGate.leased())) {
            assertThatThrownBy(() -> connection.client().resource(POD).create())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasStackTraceContaining("POST /api/v1/namespaces/default/pods is not sent")
                    .hasStackTraceContaining("does not hold the lease");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void reads_dry_runs_and_the_lease_itself_pass() {
        try (Connection connection = connection(WriteGate.leased())) {
            connection.client().pods().inNamespace("default").withName("shop-0").get();
            connection.client().resource(POD).dryRun().create();
            connection
                    .client()
                    .resource(new LeaseBuilder()
                            .withNewMetadata()
                            .withName("operator")
                            .withNamespace("default")
                            .endMetadata()
                            .build())
                    .create();
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void the_mark_of_an_eviction_passes_and_no_other_patch_of_a_pod() {
        try (Connection connection = connection(WriteGate.leased())) {
            EvictionMark.set(connection.client(), POD, Instant.parse("2026-01-02T03:04:05.6Z"));
            assertThatThrownBy(() -> connection
                            .client()
                            .pods()
                            .inNamespace("default")
                            .withName("shop-0")
                            .patch(PatchContext.of(PatchType.JSON_MERGE), "{}"))
                    .hasStackTraceContaining("is not sent");
        }
        assertThat(seen)
                .filteredOn(request -> !request.startsWith("GET"))
                .containsExactly("PATCH /api/v1/namespaces/default/pods/shop-0?fieldManager=workerapp-eviction");
    }

    @Test
    void a_retry_is_another_write() {
        TestClock clock = new TestClock();
        WriteGate gate = WriteGate.leased(clock::nanoTime, clock);
        gate.renewed(gate.now());
        code = () -> {
            clock.pass(Duration.ofSeconds(9));
            return 503;
        };
        try (Connection connection = connection(gate)) {
            assertThatThrownBy(() -> connection.client().resource(POD).create())
                    .hasStackTraceContaining("is not sent: the lease was last renewed 9000 ms ago");
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void an_open_gate_lets_a_write_and_its_retry_pass() {
        TestClock clock = new TestClock();
        WriteGate gate = WriteGate.leased(clock::nanoTime, clock);
        gate.renewed(gate.now());
        code = () -> seen.size() == 1 ? 503 : 200;
        try (Connection connection = connection(gate)) {
            connection.client().resource(POD).create();
        }
        assertThat(seen).hasSize(2);
    }
}
