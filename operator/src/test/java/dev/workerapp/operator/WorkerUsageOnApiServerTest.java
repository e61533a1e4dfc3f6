package dev.workerapp.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers on a real API server whose runtimes this test plays, each at an address of its own. */
@ExtendWith(ControlPlane.class)
class WorkerUsageOnApiServerTest {

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;
    /** What the runtime at an address says. */
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    private final HttpServer runtimes;

    WorkerUsageOnApiServerTest(ControlPlane.Running plane) throws IOException {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "usage-" + number++);
        runtimes = HttpServer.create(new InetSocketAddress(0), 0);
    }

    @BeforeEach
    void serve() {
        runtimes.createContext("/usage", this::answer);
        runtimes.start();
    }

    @AfterEach
    void end() {
        runtimes.stop(0);
        app.client().namespaces().withName(app.namespace()).delete();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String address = exchange.getLocalAddress().getAddress().getHostAddress();
        byte[] page = pages.getOrDefault(address, "{\"requests\":0,\"oldGeneration\":{\"maxBytes\":100}}")
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    @Test
    void a_worker_over_its_limit_is_replaced_and_the_others_stay() {
        pages.put("127.0.0.1", "{\"requests\":1000}");
        pages.put("127.0.1.1", "{\"requests\":899}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            apply("maxRequests: 1000");

            awaitIncarnations("0-2", "1-1");
            awaitDeletion("MaxRequests");
        }
    }

    @Test
    void a_worker_whose_heap_stays_full_is_replaced() {
        pages.put("127.0.1.1", "{\"requests\":1,\"oldGeneration\":{\"maxBytes\":100,\"lowestBytes\":80}}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            apply("maxHeapPercent: 80");

            awaitIncarnations("0-1", "1-2");
            awaitDeletion("MaxHeap");
        }
    }

    @Test
    void an_operator_that_cannot_ask_its_workers_says_so_and_replaces_none() {
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            apply("maxRequests: 1000");
            app.await("ready", status -> "Ready".equals(status.state()));
            runtimes.stop(0);

            Awaitility.await().untilAsserted(() -> assertThat(events("UsageUnknown"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getNote())
                            // The other one may have been asked in the moment before.
                            .containsPattern(
                                    "what [12] of the workers use, so recycle.maxRequests does not recycle them")
                            .contains("no connection")));
            assertThat(app.status().state()).isEqualTo("Ready");
        }
        awaitIncarnations("0-1", "1-1");
    }

    private void apply(String limit) {
        app.apply("shop:measured", """
                readiness: {signal: Ready}
                java: {controlPort: %d}
                recycle: {minAgeSeconds: 0, %s}
                service: {enabled: false}
                """.formatted(runtimes.getAddress().getPort(), limit));
    }

    private void awaitIncarnations(String... slots) {
        Awaitility.await().untilAsserted(() -> {
            assertThat(app.status().state()).isEqualTo("Ready");
            assertThat(app.workers().stream().map(WorkerUsageOnApiServerTest::incarnation))
                    .containsExactlyInAnyOrder(slots);
        });
    }

    private static String incarnation(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels.get(Names.SLOT) + "-" + labels.get(Names.INCARNATION);
    }

    private void awaitDeletion(String reason) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(events(reason)).extracting(Event::getAction).contains("Delete"));
    }

    private List<Event> events(String reason) {
        return app.events(reason).toList();
    }
}
