package dev.workerapp.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.SignalStatus;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.desired.ControlPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signals to workers on a real API server whose runtimes this test plays, each at an address of its own. */
@ExtendWith(ControlPlane.class)
class SignalOnApiServerTest {

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp app;
    /** Address, path and token of each call. */
    private final List<String> calls = new CopyOnWriteArrayList<>();
    /** What the runtime at an address answers, if not 200. */
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    private final HttpServer runtimes;

    SignalOnApiServerTest(ControlPlane.Running plane) throws IOException {
        this.plane = plane;
        app = TestApp.in(plane.admin(), "signal-" + number++);
        runtimes = HttpServer.create(new InetSocketAddress(0), 0);
    }

    @BeforeEach
    void serve() {
        runtimes.createContext("/signal", this::answer);
        runtimes.start();
    }

    @AfterEach
    void end() {
        runtimes.stop(0);
        app.client().namespaces().withName(app.namespace()).delete();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String address = exchange.getLocalAddress().getAddress().getHostAddress();
        calls.add(exchange.getRequestMethod() + " " + address
                + exchange.getRequestURI().getRawPath() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = "The app has no handler for signal HUP.\n".getBytes(UTF_8);
        exchange.sendResponseHeaders(answers.getOrDefault(address, 200), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void each_worker_gets_a_signal_once_for_each_token_whatever_the_operator_does() {
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            apply();

            signal("\"SIGHUP 10:00/a\"");

            SignalStatus signal = awaitEnd("10:00/a");
            assertThat(signal.signal()).isEqualTo("HUP");
            assertThat(signal.workers()).isEqualTo(2);
            assertThat(signal.message()).isNull();
            assertThat(calls).containsExactlyInAnyOrderElementsOf(expectedCalls("/signal/HUP/10%3A00%2Fa"));
            awaitEvent("Signalled", "Normal", "Signal HUP (10:00/a) was raised in 2 workers.");
            assertThat(app.status().state()).isEqualTo("Ready");
        }
        calls.clear();
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            signal("null");
            signal("\"HUP 10:00/a\"");
            signal("\"USR1 2\"");

            awaitEnd("2");
        }
        assertThat(calls).isNotEmpty().allMatch(call -> call.contains("/signal/USR1/2"));
    }

    @Test
    void a_worker_that_does_not_handle_it_is_named() {
        answers.put("127.0.1.1", 409);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            apply();

            signal("\"HUP 1\"");

            SignalStatus signal = awaitEnd("1");
            assertThat(signal.workers()).isEqualTo(1);
            String name = worker("1").getMetadata().getName();
            String words = "Signal HUP (1) was raised in 1 of 2 workers. Not in " + name
                    + ": The app has no handler for signal HUP.";
            assertThat(signal.message()).isEqualTo(words);
            awaitEvent("SignalNotDelivered", "Warning", words);
            assertThat(app.status().state()).isEqualTo("Ready");
        }
    }

    @Test
    void a_signal_that_would_end_workers_is_answered_and_not_sent() {
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            apply();

            signal("\"TERM 1\"");

            SignalStatus signal = awaitEnd("1");
            assertThat(signal.workers()).isZero();
            assertThat(signal.message())
                    .startsWith("Signal TERM ends the worker without a drain. To end a worker, delete its Pod;");
            awaitEvent("SignalRefused", "Warning", Objects.requireNonNull(signal.message()));
            assertThat(calls).isEmpty();
        }
    }

    private void apply() {
        app.apply("shop:measured", """
                readiness: {signal: Ready}
                java: {controlPort: %d}
                service: {enabled: false}
                """.formatted(runtimes.getAddress().getPort()));
        app.awaitCondition("Ready", "True");
    }

    private void signal(String json) {
        app.patch("{\"metadata\":{\"annotations\":{\"workerapp.dev/signal\":" + json + "}}}");
    }

    private SignalStatus awaitEnd(String token) {
        WorkerAppStatus status = app.await("signal " + token, said -> {
            SignalStatus signal = said.signal();
            return signal != null && token.equals(signal.token()) && signal.finishedAt() != null;
        });
        return Objects.requireNonNull(status.signal());
    }

    private List<String> expectedCalls(String path) {
        return app.workers().stream()
                .map(pod -> "POST " + pod.getStatus().getPodIP() + path + " Bearer "
                        + ControlPort.token(pod).orElseThrow())
                .toList();
    }

    private Pod worker(String slot) {
        return app.workers().stream()
                .filter(pod -> slot.equals(pod.getMetadata().getLabels().get(Names.SLOT)))
                .findFirst()
                .orElseThrow();
    }

    private void awaitEvent(String reason, String type, String note) {
        Awaitility.await().untilAsserted(() -> assertThat(app.client()
                        .events()
                        .v1()
                        .events()
                        .inNamespace(app.namespace())
                        .list()
                        .getItems())
                .filteredOn(event -> reason.equals(event.getReason()))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getType()).isEqualTo(type);
                    assertThat(event.getNote()).isEqualTo(note);
                }));
    }
}
